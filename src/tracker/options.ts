import * as z from 'zod';
import { ValidationError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import { type Span, toMs } from '../model/span.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { TaskView } from '../ports/task-view.ts';
import type { TriggerRule } from '../rules/trigger.ts';

/** What a task can be given when it is created. */
export interface TaskOptions<R = unknown, L extends Lifecycle = DefaultLifecycle, M = Record<string, Json>> {
  /** Default: made by the tracker. */
  id?: string;
  key?: string;
  tags?: readonly string[];
  /** JSON only. */
  metadata?: M;
  /** The task that it is begun in; `null` begins a root. Default: the task that the code is inside of. */
  parent?: TaskView<unknown, Lifecycle> | null;
  lifecycle?: L;
  /** Judges the result; what does not fit fails the task (`invalid_return_value`). */
  result?: StandardSchemaV1<unknown, R>;
  /** What it was called with, for its description. JSON only. */
  parameters?: Json;
  /** For its description: how often it looks for work, milliseconds. */
  pollInterval?: number;
  /** For its description: how it talks to others. */
  communicators?: readonly string[];
  /** The tasks that it waits for. */
  after?: readonly TaskView<unknown, Lifecycle>[];
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
  M = Record<string, Json>,
  E extends OnError = OnError,
> extends Omit<TaskOptions<R, L, M>, 'key' | 'id'> {
  /** Calls of one key are one call while the first is open. */
  key?: (...args: A) => string;
  /** A success is reused for the same key; without `key`, for the same JSON-safe arguments. */
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

const fn = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'must be a function');
const objectWith = (field: string, what: string) =>
  z.custom<object>((value) => (typeof value === 'object' || typeof value === 'function') && value !== null && field in value, `must be ${what}`);
export const span = z.custom<Span>((value) => typeof value === 'number' || (typeof value === 'object' && value !== null), 'must be milliseconds or a Duration').transform((value, context) => {
  try {
    return toMs(value, context.issues.length ? 'span' : 'it');
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
const optional = <T extends z.ZodType>(type: T) => z.optional(type);
const count = z.int().nonnegative();

const taskFields = {
  tags: optional(z.array(z.string())),
  metadata: optional(z.unknown()),
  parent: optional(z.nullable(objectWith('id', 'a task, or null'))),
  lifecycle: optional(objectWith('canMove', 'a lifecycle made by defineLifecycle')),
  result: optional(objectWith('~standard', 'a Standard Schema, such as one of zod')),
  parameters: optional(z.unknown()),
  pollInterval: optional(z.number().nonnegative()),
  communicators: optional(z.array(z.string())),
  after: optional(z.array(objectWith('id', 'a task'))),
  when: optional(z.enum(['all_success', 'any_success', 'all_done', 'all_failure', 'any_failure', 'always'])),
};

export const taskOptions = z.strictObject({ ...taskFields, id: optional(z.string()), key: optional(z.string()) });

export const trackOptions = z.strictObject({
  ...taskFields,
  key: optional(fn),
  once: optional(z.union([z.boolean(), z.literal('journal')])),
  cacheFailures: optional(z.boolean()),
  onError: optional(z.enum(['throw', 'capture', 'value'])),
  retries: optional(
    z.union([count, z.strictObject({ times: count, delay: optional(z.union([span, fn])), when: optional(fn) })]),
  ),
  timeout: optional(span),
  attemptTimeout: optional(span),
  pendingTimeout: optional(span),
  heartbeatTimeout: optional(span),
  grace: optional(span),
  deadline: optional(z.date()),
  concurrency: optional(z.int().positive()),
  maxPending: optional(count),
  signal: optional(z.instanceof(AbortSignal)),
  resumable: optional(z.boolean()),
  redact: optional(fn),
});

/**
 * Options as the library reads them.
 * @throws ValidationError for an unknown option or a wrong type; `path` names it
 */
export function parseOptions<T extends z.ZodType>(schema: T, options: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [what, ...(issue?.path ?? []).map(String), ...unknownKeys(issue)].join('.');
  const code = issue?.code === 'unrecognized_keys' ? 'unknown_option' : 'invalid_option';
  const message = `${what} cannot be used: ${z.prettifyError(parsed.error)}`;
  throw new ValidationError(code, message, `Mend ${path}; the type ${what} lists what there is.`, path);
}

function unknownKeys(issue: z.core.$ZodIssue | undefined): readonly string[] {
  return issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
}
