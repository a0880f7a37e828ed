import type { Change } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import type { Given, Metadata } from '../model/metadata.ts';
import type { DefaultLifecycle, OutcomeIn, RoadsOf, StageOf } from '../model/lifecycle.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Span } from '../model/span.ts';
import type { SettledStatus, StatusAt, TaskStatus } from '../model/status.ts';
import type { Timing } from '../model/timing.ts';
import type { TaskRef, TaskView } from '../ports/task-view.ts';

/** Why something is asked for. `cause` names the task, or the `seq` of the fact, that brought it about. */
export interface Why {
  /** A snake_case code that a program can read. */
  readonly reason?: string;
  /** A sentence for people. */
  readonly message?: string;
  readonly cause?: TaskRef | number;
}

/** What is recorded beside the value of a result. */
export interface ResultInfo {
  readonly summary?: string;
  readonly payload?: unknown;
  /** `'a;b'` and `['a', 'b']` say the same. */
  readonly schemas?: string | readonly string[];
}

export interface UntilOptions {
  readonly signal?: AbortSignal;
  readonly timeout?: Span;
  /** `start` counts what the task has passed already, `now` waits for the next entry. Default: `start`. */
  readonly from?: 'start' | 'now';
}

/** A named stretch of time that is being measured. Ends by `end()`, or at the end of a `using` block. */
export interface Stopwatch extends Disposable {
  /** Ends it; later calls give the same row. */
  end(): Timing;
}

type Success<R> = undefined extends R ? { readonly result?: R } : { readonly result: R };
type Needed<O, R> = [O] extends [never]
  ? [why?: Why & { readonly result?: R; readonly error?: unknown }]
  : O extends 'success'
    ? undefined extends R
      ? [why?: Why & Success<R>]
      : [why: Why & Success<R>]
    : O extends 'failure' | 'timeout'
      ? [why: Why & { readonly error: unknown }]
      : [why?: Why];

/** The last argument of `transition`: success demands a result, failure an error. */
export type TransitionWhy<L, To, R> = Needed<OutcomeIn<L, To>, R>;
export type SucceedArgs<R> = undefined extends R ? [result?: R, how?: ResultInfo] : [result: R, how?: ResultInfo];

/**
 * One execution of something. Commands move it along the roads of its lifecycle; one that no road allows throws a
 * `TransitionError`, is recorded as rejected, and changes nothing.
 */
export interface Task<R = unknown, L = DefaultLifecycle, M = Metadata> extends TaskView<R, L> {
  readonly parent?: Task | undefined;
  readonly children: readonly Task[];
  /** Of the current attempt. Aborted when the attempt is cut off: by a limit, a cancellation, a stop. */
  readonly signal: AbortSignal;
  /**
   * Compare and set.
   * @throws TransitionError `stale` when the task is no longer in `from`, `illegal` where no road leads
   */
  transition<From extends StageOf<L>, To extends RoadsOf<L>[From]>(
    from: From,
    to: To,
    ...why: TransitionWhy<L, To, R>
  ): TaskStatus<R, L>;
  /** To `pending`: asked for, waiting. */
  queue(why?: Why): void;
  /** To `running`; a new attempt, unless it comes back from a pause. */
  start(why?: Why): void;
  /** To `paused`. Advice to a body, which nothing can suspend. */
  pause(why?: Why): void;
  /** From a pause or an interruption back to `running`. */
  resume(why?: Why): void;
  /** To `retrying`: the next attempt is due `after` this span. */
  retry(why?: Why & { readonly error?: unknown; readonly after?: Span }): void;
  succeed(...result: SucceedArgs<R>): void;
  /** To `failed`, for the default reason `user_exception`. Anything may be given as error. */
  fail(error: unknown, why?: Why): void;
  skip(why?: Why): void;
  /**
   * Ends it without judgement. A running body is asked by its signal and has the grace time.
   * @returns false on a done task and for a second request; one that succeeded, failed or timed out is then noted as
   *   `released`
   */
  stop(why?: string | Why): boolean;
  /**
   * Abandons it. A string is the message. A running body is asked by its signal and has the grace time.
   * @returns false on a done task and for a second request
   */
  cancel(why?: string | Why): boolean;
  /** Also a sign of life. Ignored once the task is done. */
  reportProgress(
    done: number,
    total?: number,
    note?: string | { readonly note?: string; readonly unit?: string },
  ): void;
  /** A sign of life, for `heartbeatTimeout`. Ignored once the task is done. */
  heartbeat(): void;
  /** Adds an annotation, at any time. */
  note(text: string, data?: Json): void;
  /** Marks the result as no longer valid. */
  invalidate(why?: string): void;
  /** @throws ValidationError with the path of the first value that is not JSON; nothing is recorded then */
  setMetadata(patch: Given<Partial<M>>): void;
  /**
   * Compares a value with the last one of that target, over the whole tracker, and records what changed.
   * @throws ValidationError for a value that contains itself
   */
  observe(target: string, value: unknown, how?: { readonly transform?: string }): readonly Change[];
  /** Keeps the values of what this task observes. */
  snapshot(label: string): Snapshot;
  /** Runs a named step and measures it; hands on what it returns or throws. */
  step<T>(name: string, fn: () => T | Promise<T>): Promise<T>;
  /** Measures a named step by hand, or by `using`. */
  time(name: string): Stopwatch;
  /** What comes out; rejects with what the wrapped call rejects with. */
  result(): Promise<R>;
  /** The end record, however it ends. */
  settled(): Promise<SettledStatus<R, L>>;
  /**
   * The record of the first of these stages that comes, or came.
   * @throws NotReachableError when none of them can come any more, TimeoutError (`until_timeout`) after `timeout`
   */
  until<S extends StageOf<L>>(stage: S | readonly S[], options?: UntilOptions): Promise<StatusAt<S, R, L>>;
}
