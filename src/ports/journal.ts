import type { Fact } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { TrackedError } from '../model/tracked-error.ts';

/**
 * When facts reach the disk, weakest first. `turn`: one write per turn of the event loop. `os`: one write per append.
 * `interval`: the same, flushed each second and on close. `always`: the same, flushed as soon as the disk is free.
 */
export type Durability = 'turn' | 'os' | 'interval' | 'always';

/**
 * Where facts are kept.
 *
 * 1. `append` is called before anybody hears of the facts. If it throws, they did not happen.
 * 2. Facts come in the order of `seq`, without gaps, and are read back in the same order. Others are refused: `append`,
 *    `durable` and `checkpoint` give a `JournalError` of code `format`.
 * 3. `append` is synchronous and never waits for the disk to be flushed.
 * 4. `flush` resolves when all that was appended before is on stable storage; it rejects if that cannot be had.
 * 5. After `close` nothing is appended (`closed`), and what is there can still be read; closing twice is harmless.
 * 6. `read` hands out what was appended before it was called, and only facts with a greater `seq` than `since`.
 * 7. A checkpoint is handed back whole or not at all, and never one that goes further than the facts.
 * 8. `retain` lets go of whole stretches of old facts: of none with `seq >= before`, nor of any that the newest
 *    checkpoint, where there is one, does not stand for.
 */
export interface Journal {
  append(facts: readonly Fact[]): void;
  read(since?: number): Iterable<Fact>;
  flush(): Promise<void>;
  close(): Promise<void>;
  /** Of `always`, promises that tell a host of an end wait for `durable`. */
  readonly durability?: Durability;
  /** What was found when it was opened. */
  readonly recovery?: Recovery;
  /** Resolves when the fact `seq` is on stable storage. */
  durable?(seq: number): Promise<void>;
  /** A tracker makes a checkpoint after so many facts, and at its end after a tenth of them. Default: 100,000. */
  readonly checkpointEvery?: number;
  /** Keeps what was made of all facts up to `upTo`, so that a later process need not read them. */
  checkpoint?(upTo: number, parts: Readonly<Record<string, Json>>): Promise<void>;
  restore?(): Checkpoint | undefined;
  /** Hands back how many facts were let go. */
  retain?(before: number): Promise<number>;
  health?(): JournalHealth;
}

export interface Checkpoint {
  readonly upTo: number;
  readonly parts: Readonly<Record<string, Json>>;
}

/** A process that writes, or wrote, a journal. */
export interface JournalOwner {
  readonly host: string;
  readonly pid: number;
  /** When the process began, in a unit of its system; tells it from a later process with the same pid. */
  readonly start?: string;
  /** Tells this run of the machine from others. */
  readonly boot?: string;
}

/** What a journal found when it was opened. */
export interface Recovery {
  /** `torn`: an end that was not promised was cut off. `forked`: a fenced-out owner went on writing; that is left out. */
  readonly verdict: 'new' | 'clean' | 'torn' | 'forked';
  /** How many facts there are to read. */
  readonly facts: number;
  /** The `seq` of the newest one; 0 where there is none yet. */
  readonly last: number;
  readonly torn: boolean;
  /** Facts that are known to have been there, for later ones were found, and cannot be read. */
  readonly lost: number;
  /** Whether the last owner closed it, or there was none. */
  readonly clean: boolean;
  readonly owner?: JournalOwner;
  /** The last sign of life of that owner, epoch milliseconds. */
  readonly lastSeenAt?: number;
  /** `unusable`: there is one that is damaged, of another version, or of other facts than these; it counts as none. */
  readonly checkpoint?: 'absent' | 'found' | 'unusable';
}

export interface JournalHealth {
  /** `failing`: the last write failed, and the next one tries again. `poisoned`: nothing is appended any more. */
  readonly journal: 'memory' | 'ok' | 'failing' | 'poisoned';
  /** How long the oldest fact that is not on stable storage has waited for it. */
  readonly lagMs: number;
  readonly bytes: number;
  /** Facts of a type that this version does not know; they are kept. */
  readonly unknown: number;
  readonly lastError?: TrackedError;
}
