import type { TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import { full, outOfOrder } from './complaints.ts';
import { Fence } from './fence.ts';
import { encodeFooter } from './footer.ts';
import { Fuse, isFinal } from './fuse.ts';
import { LineBuffer } from './line-buffer.ts';
import type { Stretch } from './look.ts';
import type { Means } from './means.ts';
import type { Opened } from './open-journal.ts';
import { rotate } from './rotate.ts';
import { SegmentList } from './segment-list.ts';

/** Facts that wait for a disk that takes nothing are refused from here on. */
const maxWaitingBytes = 64 * 2 ** 20;

/**
 * Appends facts to the newest segment.
 *
 * 1. What `add` throws on has left nothing behind.
 * 2. After a failed flush, or once another owner has begun, nothing is written any more.
 * 3. A line says how far the disk is known to hold the facts, when that has moved since the last one that did.
 */
export class Writer {
  readonly #means: Means;
  readonly #fence: Fence;
  readonly #fuse = new Fuse();
  readonly #lines = new LineBuffer();
  readonly #segments: SegmentList;
  /** The newest fact that was taken, and the newest one that is in the file. */
  #last: number;
  #written: number;
  /** The newest watermark that stands in a line. */
  #told = 0;

  constructor(means: Means, { segment, past, recovery }: Opened) {
    this.#means = means;
    this.#fence = new Fence(means.folder, means.clock);
    this.#segments = new SegmentList(past, segment);
    this.#last = recovery.last;
    this.#written = recovery.last;
  }

  get segments(): SegmentList {
    return this.#segments;
  }

  get last(): number {
    return this.#last;
  }

  get written(): number {
    return this.#written;
  }

  /** Why nothing is written any more. */
  get broken(): TrackerError | undefined {
    return this.#fuse.blown;
  }

  /** All that can be read. */
  get stretches(): readonly Stretch[] {
    return [...this.#segments.sealed, this.#segments.currentStretch(this.#written)];
  }

  /** Takes facts and writes them at once. */
  add(facts: readonly Fact[], synced: number): void {
    this.#encode(facts, synced);
    try {
      this.#write();
    } catch (error) {
      this.#lines.cutTo(0);
      throw error;
    }
    this.#take(facts, synced);
    this.#written = this.#last;
  }

  /** Takes facts that `flush` writes. */
  hold(facts: readonly Fact[], synced: number): void {
    if (this.#lines.length > maxWaitingBytes) throw full();
    this.#encode(facts, synced);
    this.#take(facts, synced);
  }

  /** Writes what is held. */
  flush(): void {
    if (this.#written === this.#last) return;
    this.#write();
    this.#written = this.#last;
  }

  /** Waits until all that was written is on stable storage. */
  async sync(): Promise<void> {
    try {
      await this.#segments.current.syncLater();
    } catch (error) {
      throw this.#fuse.judge(error);
    }
  }

  /** Seals the segment and goes on in a new one. */
  rotate(synced: number): void {
    this.flush();
    this.confirm();
    this.#undoable(() => {
      const full = this.#segments.currentStretch(this.#last);
      const { sealed, next } = rotate(this.#means, this.#segments.current, full, synced);
      this.#segments.advance(sealed, next);
    });
  }

  /** Writes that the journal is free for the next owner. All facts are on stable storage. */
  end(): void {
    const { current } = this.#segments;
    const footer = encodeFooter('closed', this.#last, this.#last, current.header.seed);
    this.confirm();
    this.#undoable(() => {
      current.write(footer, footer.length);
      current.sync();
    });
  }

  /** @throws JournalError `locked` where another owner has begun */
  confirm(): void {
    this.#fuse.guard(() => this.#fence.look(this.#segments.current.header.segment));
  }

  #encode(facts: readonly Fact[], synced: number): void {
    this.#fuse.check();
    const { seed } = this.#segments.current.header;
    const before = this.#lines.length;
    let due = this.#last + 1;
    let watermark = synced > this.#told ? synced : 0;
    try {
      for (const fact of facts) {
        if (fact.seq !== due++) throw outOfOrder(fact.seq, due - 1);
        this.#lines.add(fact, seed, watermark);
        watermark = 0;
      }
    } catch (error) {
      this.#lines.cutTo(before);
      throw error;
    }
  }

  #take(facts: readonly Fact[], synced: number): void {
    this.#last += facts.length;
    this.#told = Math.max(this.#told, synced);
  }

  #write(): void {
    const { current } = this.#segments;
    this.#fuse.guard(() => {
      this.#fence.pass(current.header.segment);
      current.write(this.#lines.bytes, this.#lines.length);
    });
    this.#lines.cutTo(0);
  }

  /** Does something that writes to the segment; if it throws, the segment is as it was, or nothing is written again. */
  #undoable(action: () => void): void {
    const { current } = this.#segments;
    const { size } = current;
    this.#fuse.guard(() => {
      try {
        action();
      } catch (error) {
        if (!isFinal(error)) current.cut(size);
        throw error;
      }
    });
  }
}
