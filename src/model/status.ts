import type { DefaultLifecycle, OutcomeIn, PhaseIn, StageOf } from './lifecycle.ts';
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

type ByOutcome<O, R> = [O] extends [never]
  ? WhileOpen & { readonly outcome?: never }
  : O extends 'success'
    ? OnSuccess<R> & { readonly outcome: O }
    : O extends 'failure' | 'timeout'
      ? OnError & { readonly outcome: O }
      : { readonly outcome: O };

/** The status record of one stage. */
export type StatusAt<S extends string, R = unknown, L = DefaultLifecycle> = StatusBase &
  ByOutcome<OutcomeIn<L, S>, R> & { readonly stage: S; readonly phase: PhaseIn<L, S> };

/** A status record of a lifecycle whose stages the compiler does not know. */
interface AnyStatus<R> extends StatusBase, WhileOpen, Partial<OnSuccess<R>>, Partial<OnError> {
  readonly stage: string;
  readonly phase: Phase;
  readonly outcome?: Outcome;
}

/** Where a task is: a frozen record, a union that narrows on `stage`, `phase` and `outcome`. */
export type TaskStatus<R = unknown, L = DefaultLifecycle> =
  string extends StageOf<L> ? AnyStatus<R> : { [S in StageOf<L>]: StatusAt<S, R, L> }[StageOf<L>];

/** A status record with every field that any stage may have, for code that builds or prints records. */
export type StatusRecord<R = unknown> = AnyStatus<R>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Of the newest task of a name, with counts over all; `timestamp` and `seq` are absent while there is none. */
export type WorkStatus = DistributiveOmit<TaskStatus, 'timestamp' | 'seq'> & {
  readonly timestamp?: number;
  readonly seq?: number;
  /** How many times in a row, without a success between, this work ended in this stage for this reason; else 1. */
  readonly count: number;
  readonly runs: number;
  readonly successes: number;
  readonly failures: number;
  readonly timeouts: number;
};
