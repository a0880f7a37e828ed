import type { ChangeType, Container } from './change.ts';
import type { Json } from './json.ts';
import type { Outcome, Phase } from './phases.ts';
import type { Annotation } from './records.ts';
import type { Snapshot } from './snapshot.ts';
import type { TrackedError } from './tracked-error.ts';

/**
 * The one union of facts. A fact is one thing that happened: past tense, immutable, numbered by `seq`. Every view is a
 * fold over facts, and a tracker made of the same facts is the same tracker. `factSchema` says the same where facts are
 * read; these are interfaces, so that a host's compiler need not work the types out of it.
 *
 * 1. `seq` is gapless, starts at 1 and gives the order; time does not.
 * 2. What a host handed over stands here in its recorded, JSON-safe form.
 * 3. Nothing but annotations (and refusals) follows a done stage.
 */
export type Fact =
  | TaskCreatedFact
  | StageChangedFact
  | RejectedFact
  | ProgressedFact
  | HeartbeatFact
  | MetadataChangedFact
  | ChangedFact
  | SnapshotTakenFact
  | StepStartedFact
  | StepEndedFact
  | AnnotatedFact
  | CancelRequestedFact
  | RecoveredFact;
export type FactType = Fact['type'];
/** The fact of one type: `FactOf<'stage_changed'>`. */
export type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/** A fact before the engine has stamped it: what a decision is made of. */
export type Draft = { [T in FactType]: Omit<FactOf<T>, keyof OfTask> }[FactType];
export type DraftOf<T extends FactType> = Extract<Draft, { readonly type: T }>;

/** What the engine stamps on a draft. The clocks are read once per command. */
export interface Stamp {
  readonly seq: number;
  /** Wall clock, epoch milliseconds: for people. */
  readonly timestamp: number;
  /** Monotonic clock of the owner, milliseconds: durations are differences of it. */
  readonly mono: number;
}
interface OfTask extends Stamp {
  readonly taskId: string;
}

export interface TaskCreatedFact extends OfTask {
  readonly type: 'task_created';
  readonly name: string;
  /** Absent where it is the name. */
  readonly path?: string;
  readonly parent?: string;
  readonly key?: string;
  readonly tags?: readonly string[];
  readonly metadata?: JsonRecord;
  /** The name of its lifecycle; absent for the default one. */
  readonly lifecycle?: string;
  /** The stage before the first transition; absent for `not_started`. */
  readonly initial?: string;
  /** What that stage amounts to; absent where its name says it, as in records. */
  readonly phase?: 'idle' | 'waiting';
  readonly parameters?: Json;
  readonly pollInterval?: number;
  readonly communicators?: readonly string[];
  /** The recorded arguments of the call, for a resume in another process. */
  readonly args?: Json;
  /** True where the recorded arguments are not what the call was given. */
  readonly argsRedacted?: true;
  readonly resumedFrom?: string;
  readonly after?: readonly string[];
  readonly when?: string;
  readonly owner?: Owner;
}

export interface StageChangedFact extends OfTask {
  readonly type: 'stage_changed';
  readonly from: string;
  readonly to: string;
  readonly attempt: number;
  /** Phase and outcome of `to`; absent for the stages of the default lifecycle. */
  readonly phase?: Phase;
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly message?: string;
  /** The `seq` of the fact that brought this one about. */
  readonly cause?: number;
  readonly result?: Json;
  /** True where the recorded result or payload is not the whole value. */
  readonly lossy?: true;
  readonly summary?: string;
  readonly payload?: Json;
  readonly schemas?: readonly string[];
  readonly error?: TrackedError;
  /** What the body threw although it succeeded (`onError: 'value'`). */
  readonly caughtError?: TrackedError;
  readonly nextAttemptAt?: number;
  /** Of an `interrupted` record: the clocks at the last fact that the lost owner wrote. */
  readonly lastSeenAt?: number;
  readonly lastSeenMono?: number;
}

export interface RejectedFact extends OfTask {
  readonly type: 'rejected';
  readonly from: string;
  readonly to: string;
  readonly legal: readonly string[];
  readonly code: 'illegal' | 'stale';
}

export interface ProgressedFact extends OfTask {
  readonly type: 'progressed';
  readonly done: number;
  readonly total?: number;
  readonly unit?: string;
  readonly note?: string;
}

export interface HeartbeatFact extends OfTask {
  readonly type: 'heartbeat';
}

/** Of a task, or of a work: one of the two is given. */
export interface MetadataChangedFact extends Stamp {
  readonly type: 'metadata_changed';
  readonly taskId?: string;
  readonly work?: string;
  readonly patch: JsonRecord;
}

export interface ChangedFact extends OfTask {
  readonly type: 'changed';
  readonly target: string;
  readonly attempt: number;
  readonly changes: readonly LeafChange[];
  readonly transform?: string;
  /** True where a cap cut the observation: its changes do not lead from value to value. */
  readonly lossy?: true;
  /** True where the same observation goes on in the next `changed` fact of the target: it did not fit into one line. */
  readonly more?: true;
}

export interface SnapshotTakenFact extends OfTask {
  readonly type: 'snapshot_taken';
  readonly label: string;
  readonly phase: Snapshot['phase'];
  readonly attempt: number;
}

export interface StepStartedFact extends OfTask {
  readonly type: 'step_started';
  readonly step: string;
  readonly attempt: number;
}

export interface StepEndedFact extends OfTask {
  readonly type: 'step_ended';
  /** The `seq` of its `step_started`. */
  readonly started: number;
  readonly error?: string;
}

export interface AnnotatedFact extends OfTask {
  readonly type: 'annotated';
  readonly kind: Annotation['kind'];
  readonly attempt: number;
  readonly message?: string;
  readonly data?: Json;
  /** True where the recorded data is not the whole value. */
  readonly lossy?: true;
}

export interface CancelRequestedFact extends OfTask {
  readonly type: 'cancel_requested';
  readonly outcome: 'stopped' | 'cancelled';
  readonly reason: string;
  readonly message?: string;
  readonly cause?: number;
}

/** A new owner took over a journal whose last owner was gone. The interrupted tasks follow as facts of their own. */
export interface RecoveredFact extends Stamp {
  readonly type: 'recovered';
  readonly taskId?: never;
  readonly owner?: Owner;
  readonly lastSeenAt: number;
  readonly torn?: true;
  readonly lost?: number;
}

interface JsonRecord {
  readonly [key: string]: Json;
}
/** The process that writes facts. It stands on the first task that each owner creates, and on `recovered`. */
export interface Owner {
  readonly host?: string;
  readonly pid?: number;
  readonly versions?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One leaf that changed. `before` and `after` are recorded values; a leaf that was or is not there has none. */
export interface LeafChange {
  /** JSON Pointer; the root is the empty one. */
  readonly path: string;
  readonly type: ChangeType;
  readonly before?: Json;
  readonly after?: Json;
  /** The containers, nearest the root first, that came into being or vanished together with this leaf. */
  readonly containers?: readonly Container[];
}
