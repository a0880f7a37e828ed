import type { DefaultLifecycle, StageOf, StagesOf } from './lifecycle.ts';
import type { Outcome, Phase } from './phases.ts';
import type { TrackedError } from './tracked-error.ts';

/** What every status record has. */
interface StatusBase {
  /** Epoch milliseconds (wall clock), for people. Order comes from `seq`. */
  readonly timestamp: number;
  /** The number of the fact that this record shows. */
  readonly seq: number;
  /** 0 until the body first runs, then 1, 2, … */
  readonly attempt: number;
  /** Why, as a snake_case code. */
  readonly reason?: string;
  /** Why, as a sentence. */
  readonly message?: string;
  /** The `seq` of the fact that brought this one about. */
  readonly cause?: number;
}

interface OnSuccess<R> {
  readonly result: R;
  /** True where the record does not hold the whole result or payload: too large, or of a kind that cannot be recorded. */
  readonly lossy?: true;
  readonly summary?: string;
  readonly payload?: unknown;
  readonly schemas?: readonly string[];
  /** False once the result was invalidated. */
  readonly valid: boolean;
}
interface OnError {
  readonly error: TrackedError;
}
interface WhileOpen {
  /** While retrying: when the next attempt is due, epoch milliseconds. */
  readonly nextAttemptAt?: number;
  /** When interrupted: the last sign of life of the lost owner, epoch milliseconds. */
  readonly lastSeenAt?: number;
}

/** The record of a stage that is not done. Interfaces, so that the compiler shows a status by four short names. */
export interface OpenStatus<S extends string, P extends Phase> extends StatusBase, WhileOpen {
  readonly stage: S;
  readonly phase: P;
  readonly outcome?: never;
}
/** The record of a success. */
export interface SuccessStatus<S extends string, R> extends StatusBase, OnSuccess<R> {
  readonly stage: S;
  readonly phase: 'done';
  readonly outcome: 'success';
}
/** The record of an end with an error. */
export interface ErrorStatus<S extends string, O extends 'failure' | 'timeout'> extends StatusBase, OnError {
  readonly stage: S;
  readonly phase: 'done';
  readonly outcome: O;
}
/** The record of an end without a judgement. */
export interface EndStatus<S extends string, O extends 'stopped' | 'cancelled' | 'skipped'> extends StatusBase {
  readonly stage: S;
  readonly phase: 'done';
  readonly outcome: O;
}

/** The record of a stage by its definition. */
type StatusBy<S, D, R> = S extends string
  ? D extends { readonly outcome: infer O }
    ? O extends 'success'
      ? SuccessStatus<S, R>
      : O extends 'failure' | 'timeout'
        ? ErrorStatus<S, O>
        : O extends 'stopped' | 'cancelled' | 'skipped'
          ? EndStatus<S, O>
          : never
    : D extends { readonly phase: infer P extends Phase }
      ? OpenStatus<S, P>
      : never
  : never;
type StatusIn<Stages, S, R> = Stages extends unknown
  ? string extends keyof Stages
    ? StatusRecord<R> & { readonly stage: S }
    : S extends keyof Stages
      ? StatusBy<S, Stages[S], R>
      : never
  : never;

/** The status record of one stage; of several lifecycles, that of each which has the stage. */
export type StatusAt<S extends string, R = unknown, L = DefaultLifecycle> = StatusIn<StagesOf<L>, S, R>;

/** A status record with every field that any stage may have, for code that builds or prints records. */
export interface StatusRecord<R = unknown> extends StatusBase, WhileOpen, Partial<OnSuccess<R>>, Partial<OnError> {
  readonly stage: string;
  readonly phase: Phase;
  readonly outcome?: Outcome;
}

/** Where a task is: a frozen record, a union that narrows on `stage`, `phase` and `outcome`. */
export type TaskStatus<R = unknown, L = DefaultLifecycle> = {
  [S in StageOf<L>]: string extends S ? StatusRecord<R> : StatusIn<StagesOf<L>, S, R>;
}[StageOf<L>];

/** How a task ended: the record of a done stage. */
export type SettledStatus<R = unknown, L = DefaultLifecycle> = Exclude<
  TaskStatus<R, L>,
  { readonly phase: Exclude<Phase, 'done'> }
>;

/** What is counted over all tasks of a name. */
export interface WorkCounts {
  /** How many times in a row, without a success between, this work ended in this stage for this reason; else 1. */
  readonly count: number;
  readonly runs: number;
  readonly successes: number;
  readonly failures: number;
  readonly timeouts: number;
}
/** While there is no task of a name, there is no record, and so neither `timestamp` nor `seq`. */
export interface UntouchedStatus extends Omit<OpenStatus<'not_started', 'idle'>, 'timestamp' | 'seq'> {
  readonly timestamp?: never;
  readonly seq?: never;
}

/** Of the newest task of a name, with counts over all. */
export type WorkStatus<R = unknown, L = DefaultLifecycle> = WorkCounts & (TaskStatus<R, L> | UntouchedStatus);
