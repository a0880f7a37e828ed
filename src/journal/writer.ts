import type { TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import { asJournalError, full, outOfOrder } from './complaints.ts';
import type { Stretch } from './examine.ts';
import { Fence } from './fence.ts';
import { segmentName } from './folder.ts';
import { encodeFooter } from './footer.ts';
import { LineBuffer } from './line-buffer.ts';
import type { Means } from './means.ts';
import type { Opened } from './open-journal.ts';
import { rotate } from './rotate.ts';
import type { Segment } from './segment.ts';

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
  readonly #lines = new LineBuffer();
  #past: readonly Stretch[];
  #segment: Segment;
  #from: number;
  /** The newest fact that was taken, and the newest one that is in the file. */
  #last: number;
  #written: number;
  #told = 0;
  #broken: TrackerError | undefined;

  constructor(means: Means, { segment, past, recovery }: Opened) {
    this.#means = means;
    this.#fence = new Fence(means.folder, means.clock);
    this.#past = past;
    this.#segment = segment;
    this.#from = segment.size;
    this.#last = recovery.last;
    this.#written = recovery.last;
  }

  get segment(): Segment {
    return this.#segment;
  }

  get last(): number {
    return this.#last;
  }

  get written(): number {
    return this.#written;
  }

  /** Why nothing is written any more. */
  get broken(): TrackerError | undefined {
    return this.#broken;
  }

  get past(): readonly Stretch[] {
    return this.#past;
  }

  /** All that can be read. */
  get stretches(): readonly Stretch[] {
    const { header, size } = this.#segment;
    return [...this.#past, { header, from: this.#from, to: undefined, last: this.#written, bytes: size }];
  }

  get bytes(): number {
    return this.#past.reduce((sum, { bytes }) => sum + bytes, this.#segment.size);
  }

  /** Removes the oldest segment. One at a time, so that a power cut leaves no hole between segments. */
  dropOldest(): void {
    const [oldest] = this.#past;
    if (oldest === undefined) return;
    const { folder } = this.#means;
    folder.files.remove(folder.pathOf(segmentName(oldest.header.segment)));
    this.#past = this.#past.slice(1);
    folder.sync();
  }

  /** @throws JournalError `locked` where another owner has begun */
  confirm(): void {
    this.#guarded(() => this.#fence.look(this.#segment.header.segment));
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

  /** Seals the segment and goes on in a new one. */
  rotate(synced: number): void {
    this.flush();
    this.#guarded(() => {
      this.#fence.look(this.#segment.header.segment);
      const full = { segment: this.#segment, from: this.#from, last: this.#last, synced };
      const { next, sealed } = this.#undoable(() => rotate(this.#means, full));
      this.#past = [...this.#past, sealed];
      this.#segment = next;
      this.#from = next.size;
    });
  }

  /** Writes that the journal is free for the next owner. All facts are on stable storage. */
  end(): void {
    const { header } = this.#segment;
    const footer = encodeFooter('closed', this.#last, this.#last, header.seed);
    this.#guarded(() => {
      this.#fence.look(header.segment);
      this.#undoable(() => {
        this.#segment.write(footer, footer.length);
        this.#segment.sync();
      });
    });
  }

  /** Waits until all that was written is on stable storage. */
  async sync(): Promise<void> {
    try {
      await this.#segment.syncLater();
    } catch (error) {
      throw this.#breakOn(error);
    }
  }

  #encode(facts: readonly Fact[], synced: number): void {
    if (this.#broken !== undefined) throw this.#broken;
    const { seed } = this.#segment.header;
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
    this.#guarded(() => {
      this.#fence.pass(this.#segment.header.segment);
      this.#segment.write(this.#lines.bytes, this.#lines.length);
    });
    this.#lines.cutTo(0);
  }

  /** Does something that writes to the segment; if it throws, the segment is as it was. */
  #undoable<T>(action: () => T): T {
    const size = this.#segment.size;
    try {
      return action();
    } catch (error) {
      if (!isFinal(error)) this.#segment.cut(size);
      throw error;
    }
  }

  #guarded(action: () => void): void {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      action();
    } catch (error) {
      throw this.#breakOn(error);
    }
  }

  #breakOn(error: unknown): TrackerError {
    const refusal = asJournalError('Writing to the journal', error);
    if (isFinal(refusal)) this.#broken = refusal;
    return refusal;
  }
}

function isFinal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'poisoned' || code === 'locked';
}
