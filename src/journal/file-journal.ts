import type { TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import type { Checkpoint, Durability, Journal, JournalHealth, Recovery } from '../ports/journal.ts';
import { closed, typed } from './complaints.ts';
import { Flushing, type FlushPlan } from './flushing.ts';
import type { Folder } from './folder.ts';
import { type Means, type MeansOptions, meansOf } from './means.ts';
import { openJournal } from './open-journal.ts';
import { readFacts } from './read-facts.ts';
import { Upkeep } from './upkeep.ts';
import { Writer } from './writer.ts';

const defaultSegmentBytes = 64 * 2 ** 20;

export interface FileJournalOptions extends MeansOptions {
  /** Default: `interval`. */
  readonly durability?: Durability;
  /** A segment that has grown to this many bytes is sealed at its next flush. Default: 64 MiB. */
  readonly segmentBytes?: number;
  /** A tracker makes a checkpoint after so many facts, and at its end after a tenth of them. Default: 100,000. */
  readonly checkpointEvery?: number;
}

/** A journal on disk; every optional promise of the port is kept. */
export type FileJournal = Required<Journal>;

/**
 * Opens a journal in a directory, which is made where it is missing, and becomes its owner until `close`.
 *
 * With `os`, `interval` (default) and `always` a fact survives the death of the process as soon as `append` returns. A
 * power cut may cost the last second with `interval`, nothing that `durable` or `flush` was awaited for in any mode.
 * @throws JournalError `locked` where another process holds it, `corrupt` where what was promised is damaged,
 * `too_new`, `format`, `full`, `poisoned`, `io`
 * @example
 * const tracker = new Tracker({ journal: fileJournal('./runs', { durability: 'always' }) });
 */
export function fileJournal(directory: string, options: FileJournalOptions = {}): FileJournal {
  const { durability = 'interval', segmentBytes = defaultSegmentBytes, checkpointEvery = 100_000 } = options;
  return new JournalOnDisk(meansOf(directory, options), { durability, segmentBytes }, checkpointEvery);
}

class JournalOnDisk implements FileJournal {
  readonly durability: Durability;
  readonly checkpointEvery: number;
  readonly recovery: Recovery;
  readonly #folder: Folder;
  readonly #writer: Writer;
  readonly #flushing: Flushing;
  readonly #upkeep: Upkeep;
  /** As many as one reading has met at most: the same ones are met again by the next. */
  #unknown = 0;
  #isClosed = false;
  #closing: Promise<void> | undefined;

  constructor(means: Means, plan: FlushPlan, checkpointEvery: number) {
    const opened = typed(`Opening the journal ${means.folder.path}`, () => openJournal(means));
    this.durability = plan.durability;
    this.checkpointEvery = checkpointEvery;
    this.recovery = opened.recovery;
    this.#folder = means.folder;
    this.#writer = new Writer(means, opened);
    this.#flushing = new Flushing(means.clock, this.#writer, plan);
    this.#upkeep = new Upkeep(means.folder, this.#writer, opened.checkpoint);
  }

  append(facts: readonly Fact[]): void {
    this.#refuseClosed();
    if (facts.length > 0) this.#flushing.keep(facts);
  }

  read(since = 0): Iterable<Fact> {
    if (!this.#writer.broken) this.#flushing.write();
    let met = 0;
    return readFacts(this.#folder, this.#writer.stretches, since, () => {
      this.#unknown = Math.max(this.#unknown, ++met);
    });
  }

  flush(): Promise<void> {
    return this.durable(this.#writer.last);
  }

  durable(seq: number): Promise<void> {
    return this.#flushing.durable(seq);
  }

  async checkpoint(upTo: number, parts: Readonly<Record<string, Json>>): Promise<void> {
    this.#refuseClosed();
    if (!this.#writer.broken) this.#flushing.write();
    await this.#upkeep.keepCheckpoint({ upTo, parts }, () => this.durable(upTo));
  }

  restore(): Checkpoint | undefined {
    return typed('Reading the checkpoint', () => this.#upkeep.restore());
  }

  async retain(before: number): Promise<number> {
    this.#refuseClosed();
    return this.#upkeep.removeOld(before);
  }

  health(): JournalHealth {
    const { lagMs, lastError } = this.#flushing;
    return {
      journal: this.#writer.broken ? 'poisoned' : lastError ? 'failing' : 'ok',
      lagMs,
      bytes: this.#writer.segments.bytes,
      unknown: this.#unknown,
      ...(lastError && { lastError: recorded(lastError) }),
    };
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#closing ??= this.#end();
    return this.#closing;
  }

  /** Where the disk does not take the last line, the journal stays held, and `close` can be called again. */
  async #end(): Promise<void> {
    try {
      await this.#upkeep.rest();
      await this.flush();
      await this.#flushing.rest();
      this.#writer.end();
    } catch (error) {
      if (!this.#writer.broken) this.#closing = undefined;
      if (!this.#writer.broken || this.#flushing.isBehind) throw error;
    } finally {
      await this.#flushing.rest();
      if (this.#closing !== undefined) this.#writer.segments.current.close();
    }
  }

  #refuseClosed(): void {
    if (this.#isClosed) throw closed();
  }
}

function recorded({ name, message, code }: TrackerError): TrackedError {
  return { name, message, code };
}
