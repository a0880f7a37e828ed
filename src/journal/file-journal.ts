import { JournalError, type TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Checkpoint, Durability, Journal, JournalHealth, Recovery } from '../ports/journal.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { asJournalError, closed, outOfOrder, typed } from './complaints.ts';
import { type Means, type MeansOptions, meansOf } from './means.ts';
import { openJournal } from './open-journal.ts';
import { readFacts } from './read-facts.ts';
import { SyncLoop } from './sync-loop.ts';
import { Writer } from './writer.ts';

const flushEveryMs = 1000;
const defaultSegmentBytes = 64 * 2 ** 20;

export interface FileJournalOptions extends MeansOptions {
  /** Default: `interval`. */
  readonly durability?: Durability;
  /** A segment that has grown to this many bytes is sealed at its next flush. Default: 64 MiB. */
  readonly segmentBytes?: number;
}

/** A journal on disk; every optional promise of the port is kept. */
export type FileJournal = Required<Journal>;

/**
 * Opens a journal in a directory, which is made where it is missing, and becomes its owner until `close`.
 *
 * With `os`, `interval` (default) and `always` a fact survives the death of the process as soon as `append` returns. A
 * power cut may cost the last second with `interval`, nothing that `durable` or `flush` was awaited for in any mode.
 * @throws JournalError `locked` where another process holds it, `corrupt` where what was promised is damaged,
 * `too_new`, `format`, `full`, `io`
 * @example
 * const tracker = new Tracker({ journal: fileJournal('./runs', { durability: 'always' }) });
 */
export function fileJournal(directory: string, options: FileJournalOptions = {}): FileJournal {
  return new JournalOnDisk(meansOf(directory, options), options);
}

class JournalOnDisk implements FileJournal {
  readonly durability: Durability;
  readonly recovery: Recovery;
  readonly #means: Means;
  readonly #segmentBytes: number;
  readonly #writer: Writer;
  readonly #loop: SyncLoop;
  #lastError: TrackerError | undefined;
  #unknown = 0;
  /** Since when, on the monotonic clock, facts have waited for the disk; and when the last flush began. */
  #waitingSince: number | undefined;
  #flushBegan = 0;
  #cancelTimer: (() => void) | undefined;
  #upkeep: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #closing: Promise<void> | undefined;

  constructor(means: Means, { durability = 'interval', segmentBytes = defaultSegmentBytes }: FileJournalOptions) {
    const opened = typed(`Opening the journal ${means.folder.path}`, () => openJournal(means));
    this.#means = means;
    this.durability = durability;
    this.recovery = opened.recovery;
    this.#segmentBytes = segmentBytes;
    this.#writer = new Writer(means, opened);
    this.#loop = new SyncLoop(opened.recovery.last, {
      written: () => this.#writer.written,
      sync: () => this.#sync(),
      after: () => this.#afterSync(),
    });
  }

  append(facts: readonly Fact[]): void {
    if (this.#isClosed) throw closed();
    if (facts.length === 0) return;
    this.#noting(() => this.#keep(facts));
    this.#waitingSince ??= this.#means.clock.monotonic();
    this.#arrangeFlush();
  }

  #keep(facts: readonly Fact[]): void {
    if (this.durability === 'turn') return this.#writer.hold(facts, this.#loop.synced);
    this.#writer.add(facts, this.#loop.synced);
    this.#lastError = undefined;
  }

  read(since = 0): Iterable<Fact> {
    if (!this.#writer.broken) this.#noting(() => this.#writer.flush());
    return readFacts(this.#means.folder, this.#writer.stretches, since, () => this.#unknown++);
  }

  flush(): Promise<void> {
    return this.durable(this.#writer.last);
  }

  durable(seq: number): Promise<void> {
    if (seq <= this.#loop.synced) return Promise.resolve();
    try {
      if (seq > this.#writer.last) throw outOfOrder(seq, this.#writer.last);
      if (this.#writer.broken) throw this.#writer.broken;
      this.#noting(() => this.#writer.flush());
      return this.#loop.upTo(seq);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  checkpoint(upTo: number, parts: Readonly<Record<string, Json>>): Promise<void> {
    return this.#inTurn(async () => {
      await this.durable(upTo);
      this.#writer.confirm();
      await writeCheckpoint(this.#means.folder, this.#writer.segment.header, upTo, parts);
    });
  }

  restore(): Checkpoint | undefined {
    return readCheckpoint(this.#means.folder, this.#writer.stretches);
  }

  retain(before: number): Promise<number> {
    return this.#inTurn(async () => {
      this.#writer.confirm();
      const checkpoint = readCheckpoint(this.#means.folder, this.#writer.stretches);
      const end = Math.min(before, (checkpoint?.upTo ?? before) + 1);
      let gone = 0;
      for (let oldest = this.#writer.past[0]; oldest !== undefined; oldest = this.#writer.past[0]) {
        const { header, last } = oldest;
        if (last >= end || header.segment === checkpoint?.segment) break;
        this.#writer.dropOldest();
        gone += last - header.first + 1;
      }
      return gone;
    });
  }

  /** Checkpoints and removals come one after the other: none replaces a newer one, or removes what it builds on. */
  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(closed());
    const turn = this.#upkeep.then(action).catch((error: unknown) => {
      throw asJournalError('The upkeep of the journal', error);
    });
    this.#upkeep = turn.catch(() => undefined);
    return turn;
  }

  health(): JournalHealth {
    const { broken, bytes } = this.#writer;
    const { code, name, message } = broken ?? this.#lastError ?? {};
    const now = this.#means.clock.monotonic();
    return {
      journal: broken ? 'poisoned' : this.#lastError ? 'failing' : 'ok',
      lagMs: this.#waitingSince === undefined ? 0 : now - this.#waitingSince,
      bytes,
      unknown: this.#unknown,
      ...(name !== undefined && message !== undefined && code !== undefined && { lastError: { name, message, code } }),
    };
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#closing ??= this.#end();
    return this.#closing;
  }

  /** Where the disk does not take the last line, the journal stays held, and `close` can be called again. */
  async #end(): Promise<void> {
    this.#cancelTimer?.();
    try {
      await this.flush();
      await this.#loop.rest();
      this.#writer.end();
    } catch (error) {
      if (!this.#writer.broken) this.#closing = undefined;
      if (!this.#writer.broken || this.#loop.synced < this.#writer.last) throw error;
    } finally {
      await this.#loop.rest();
      if (this.#closing !== undefined) this.#writer.segment.close();
    }
  }

  #arrangeFlush(): void {
    const { durability } = this;
    const isFull = this.#writer.segment.size >= this.#segmentBytes;
    if (durability === 'always' || isFull) this.#loop.kick();
    else if (durability === 'interval') this.#arrange(flushEveryMs, () => this.#loop.kick());
    if (durability === 'turn') this.#arrange(0, () => this.#endTurn());
  }

  #arrange(ms: number, action: () => void): void {
    if (this.#cancelTimer !== undefined) return;
    const isTurn = this.durability === 'turn';
    this.#cancelTimer = this.#means.clock.setTimer(
      () => {
        this.#cancelTimer = undefined;
        action();
      },
      ms,
      isTurn,
    );
  }

  #endTurn(): void {
    try {
      this.#noting(() => this.#writer.flush());
      this.#lastError = undefined;
    } catch {
      if (!this.#writer.broken) this.#arrange(flushEveryMs, () => this.#endTurn());
    }
  }

  async #sync(): Promise<void> {
    this.#flushBegan = this.#means.clock.monotonic();
    await this.#writer.sync();
  }

  #afterSync(): void {
    this.#waitingSince = this.#loop.synced < this.#writer.last ? this.#flushBegan : undefined;
    if (this.#writer.segment.size < this.#segmentBytes) return;
    try {
      this.#noting(() => this.#writer.rotate(this.#loop.synced));
      this.#loop.advance(this.#writer.last);
    } catch {
      // the full segment is written further, and the next flush tries again
    }
  }

  /** Remembers for `health` what went wrong with the disk. */
  #noting(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof JournalError && error.code !== 'format') this.#lastError = error;
      throw error;
    }
  }
}
