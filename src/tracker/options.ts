import type { Json } from '../model/json.ts';
import type { Given, Metadata } from '../model/metadata.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import {
  anything,
  check,
  count,
  date,
  either,
  fields,
  flag,
  fn,
  having,
  listOf,
  oneOf,
  signal,
  span,
  test,
  text,
} from '../model/shape.ts';
import type { Span } from '../model/span.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { TaskRef } from '../ports/task-view.ts';
import type { TriggerRule } from '../rules/trigger.ts';

/** What a task can be given when it is created. */
export interface TaskOptions<R = unknown, L extends Lifecycle = DefaultLifecycle, M = Metadata> {
  /** Default: made by the tracker. */
  id?: string;
  key?: string;
  tags?: readonly string[];
  /** JSON only. */
  metadata?: Given<M>;
  /** The task that it is begun in; `null` begins a root. Default: the task that the code is inside of. */
  parent?: TaskRef | null;
  lifecycle?: L;
  /**
   * Judges the result; what does not fit fails the task (`invalid_return_value`). The value is handed on and recorded as
   * it is, also where the schema would turn it into another one.
   */
  result?: StandardSchemaV1<unknown, R>;
  /** What it was called with, for its description. JSON only. */
  parameters?: Json;
  /** For its description: how often it looks for work, milliseconds. */
  pollInterval?: number;
  /** For its description: how it talks to others. */
  communicators?: readonly string[];
  /** The tasks that it waits for. */
  after?: readonly TaskRef[];
  /** What must be true of those. Default: `all_success`. */
  when?: TriggerRule;
}

export interface RetryOptions {
  /** How many attempts more. */
  times: number;
  /** How long to wait after the attempt of this number. Default: 0. */
  delay?: Span | ((attempt: number) => Span);
  /** Whether this error is worth another attempt. Default: every error is, unless it says `retryable: false`. */
  when?: (error: unknown) => boolean;
}

/** What a caller gets when the body throws: the error, `undefined`, or a pair of value and error. */
export type OnError = 'throw' | 'capture' | 'value';

/** How calls of a tracked function are run. Lengths of time are milliseconds or a date-fns `Duration`. */
export interface TrackOptions<
  A extends readonly unknown[] = unknown[],
  R = unknown,
  L extends Lifecycle = Lifecycle,
  M = Metadata,
  E extends OnError = OnError,
> extends Omit<TaskOptions<R, L, M>, 'key' | 'id'> {
  /** Calls of one key are one call while the first is open. */
  key?: (...args: A) => string;
  /**
   * A success is reused for the same key; without `key`, for the same JSON-safe arguments. `true` goes as far as the
   * memory of this process, `'journal'` as far as the journal: see `RetentionOptions` for what was let go of memory.
   */
  once?: boolean | 'journal';
  /** With `once`: a failure is reused too. */
  cacheFailures?: boolean;
  /** Default: `throw`. */
  onError?: E;
  retries?: number | RetryOptions;
  /** For the sum of all attempts; pauses do not count. */
  timeout?: Span;
  /** For each attempt; pauses do not count. */
  attemptTimeout?: Span;
  /** For the time in `pending`. */
  pendingTimeout?: Span;
  /** For the time between two signs of life. */
  heartbeatTimeout?: Span;
  /** How long a body that was asked to end may go on. Default: 5 seconds. */
  grace?: Span;
  /** A moment of the wall clock; pauses count. */
  deadline?: Date;
  /** How many calls run at a time; the rest wait. Default: no limit. */
  concurrency?: number;
  /** How many calls may wait. Default: no limit. */
  maxPending?: number;
  /** Cancels the call when it is aborted. */
  signal?: AbortSignal;
  /** Records the arguments in the journal, so that another process can resume the call. */
  resumable?: boolean;
  /** What is recorded of the arguments instead of them. */
  redact?: (args: A) => Json;
}

const taskFields = {
  tags: listOf(text),
  metadata: anything,
  parent: either(having('must be a task, or null', 'id'), oneOf(null)),
  lifecycle: having('must be a lifecycle made by defineLifecycle', 'canMove', 'stages'),
  result: having('must be a Standard Schema, such as one of zod', '~standard'),
  parameters: anything,
  pollInterval: test((value) => typeof value === 'number' && value >= 0, 'must be milliseconds'),
  communicators: listOf(text),
  after: listOf(having('must be a task', 'id')),
  when: oneOf('all_success', 'any_success', 'all_done', 'all_failure', 'any_failure', 'always'),
};

const taskOptions = fields({ ...taskFields, id: text, key: text });

const retryOptions = fields({ times: count, delay: either(span, fn), when: fn }, ['times']);

const trackOptions = fields({
  ...taskFields,
  key: fn,
  once: oneOf(true, false, 'journal'),
  cacheFailures: flag,
  onError: oneOf('throw', 'capture', 'value'),
  retries: (value) => (typeof value === 'object' ? retryOptions(value) : count(value)),
  timeout: span,
  attemptTimeout: span,
  pendingTimeout: span,
  heartbeatTimeout: span,
  grace: span,
  deadline: date,
  concurrency: test((value) => Number.isSafeInteger(value) && (value as number) > 0, 'must be a whole number above 0'),
  maxPending: count,
  signal,
  resumable: flag,
  redact: fn,
});

/** @throws ValidationError for an unknown option or a wrong type; `path` names it */
export function checkTaskOptions(options: unknown): void {
  if (options !== undefined) check(taskOptions, options, 'TaskOptions');
}

/** @throws ValidationError for an unknown option or a wrong type; `path` names it */
export function checkTrackOptions(options: unknown): void {
  if (options !== undefined) check(trackOptions, options, 'TrackOptions');
}
