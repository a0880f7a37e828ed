import { JournalError, type TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Durability } from '../ports/journal.ts';
import { asJournalError, outOfOrder } from './complaints.ts';
import { SyncLoop } from './sync-loop.ts';
import type { Writer } from './writer.ts';

const flushEveryMs = 1000;

export interface FlushPlan {
  readonly durability: Durability;
  /** A segment of this size is sealed after the next flush. */
  readonly segmentBytes: number;
}

/**
 * When what was appended is written, and when it is flushed.
 *
 * 1. Nothing is acknowledged before the flush that covers it has ended.
 * 2. A segment is sealed right after a flush, so that little is left to wait for.
 * 3. What goes wrong with the disk while nobody waits for it is remembered for `health`.
 */
export class Flushing {
  readonly #clock: Clock;
  readonly #writer: Writer;
  readonly #plan: FlushPlan;
  readonly #loop: SyncLoop;
  #lastError: TrackerError | undefined;
  /** On the monotonic clock: since when the oldest fact waits for the disk, and when the last flush began. */
  #waitingSince: number | undefined;
  #flushBegan = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, writer: Writer, plan: FlushPlan) {
    this.#clock = clock;
    this.#writer = writer;
    this.#plan = plan;
    this.#loop = new SyncLoop(writer.last, {
      written: () => writer.written,
      sync: () => this.#sync(),
      after: () => this.#afterSync(),
    });
  }

  get lastError(): TrackerError | undefined {
    return this.#writer.broken ?? this.#lastError;
  }

  get lagMs(): number {
    return this.#waitingSince === undefined ? 0 : this.#clock.monotonic() - this.#waitingSince;
  }

  /** Whether facts were taken that are not on stable storage. */
  get isBehind(): boolean {
    return this.#loop.synced < this.#writer.last;
  }

  /** Takes facts; from `os` on they are in the file when this returns. */
  keep(facts: readonly Fact[]): void {
    const { synced } = this.#loop;
    if (this.#plan.durability === 'turn') this.#noting(() => this.#writer.hold(facts, synced));
    else this.#proving(() => this.#writer.add(facts, synced));
    this.#waitingSince ??= this.#clock.monotonic();
    this.#arrangeFlush();
  }

  /** Writes what is held. */
  write(): void {
    this.#noting(() => this.#writer.flush());
  }

  /** Resolves when the fact `seq` is on stable storage. */
  durable(seq: number): Promise<void> {
    if (seq <= this.#loop.synced) return Promise.resolve();
    try {
      if (seq > this.#writer.last) throw outOfOrder(seq, this.#writer.last);
      if (this.#writer.broken) throw this.#writer.broken;
      this.write();
      return this.#loop.upTo(seq);
    } catch (error) {
      return Promise.reject(asJournalError('Flushing the journal', error));
    }
  }

  /** Resolves when no flush is under way, nor will begin by itself. */
  rest(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    return this.#loop.rest();
  }

  #arrangeFlush(): void {
    const { durability, segmentBytes } = this.#plan;
    if (durability === 'turn') this.#arrange(0, true, () => this.#endTurn());
    if (durability === 'interval') this.#arrange(flushEveryMs, false, () => this.#loop.kick());
    if (durability === 'always' || this.#writer.segments.current.size >= segmentBytes) this.#loop.kick();
  }

  #arrange(ms: number, hold: boolean, action: () => void): void {
    if (this.#cancelTimer !== undefined) return;
    const fire = (): void => {
      this.#cancelTimer = undefined;
      action();
    };
    this.#cancelTimer = this.#clock.setTimer(fire, ms, hold);
  }

  #endTurn(): void {
    try {
      this.#proving(() => this.#writer.flush());
    } catch {
      if (!this.#writer.broken) this.#arrange(flushEveryMs, false, () => this.#endTurn());
    }
  }

  async #sync(): Promise<void> {
    this.#flushBegan = this.#clock.monotonic();
    await this.#writer.sync();
  }

  #afterSync(): void {
    this.#waitingSince = this.isBehind ? this.#flushBegan : undefined;
    if (this.#writer.segments.current.size < this.#plan.segmentBytes) return;
    try {
      this.#noting(() => this.#writer.rotate(this.#loop.synced));
      this.#loop.advance(this.#writer.last);
    } catch {
      // the full segment is written further, and the next flush tries again
    }
  }

  /** Does something that shows, when it succeeds, that the disk takes facts. */
  #proving(action: () => void): void {
    this.#noting(action);
    this.#lastError = undefined;
  }

  #noting(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof JournalError && error.code !== 'format') this.#lastError = error;
      throw error;
    }
  }
}
