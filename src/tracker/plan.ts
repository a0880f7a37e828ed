import { checkJson, checkJsonValue } from '../codec/metadata.ts';
import { stableKey } from '../codec/stable-key.ts';
import { FinalError, ValidationError } from '../model/errors.ts';
import { type Span, toMs } from '../model/span.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Limits } from '../rules/limits.ts';
import { checkTrackOptions, type TrackOptions } from './options.ts';
import { checkRunnable } from './runnable.ts';

type AnyOptions = TrackOptions<never[], never>;

/** How calls of one name are run: its options, checked, with lengths of time in milliseconds. */
export interface Plan {
  readonly options: AnyOptions;
  /** No option says anything about the task that is created. */
  readonly isPlain: boolean;
  /** Whether it comes after other tasks. */
  readonly isAfter: boolean;
  readonly signal: AbortSignal | undefined;
  /** As in the options: `null` begins a root. */
  readonly parent: AnyOptions['parent'];
  readonly limits: Limits | undefined;
  readonly graceMs: number;
  readonly times: number;
  readonly delayMs: (attempt: number) => number;
  readonly isWorthRetrying: (error: unknown) => boolean;
  readonly onError: 'throw' | 'capture' | 'value';
  readonly concurrency: number;
  readonly maxPending: number;
  readonly schema: StandardSchemaV1 | undefined;
  readonly once: boolean;
  /** Undefined where every call is a task of its own. */
  readonly keyOf: ((args: readonly unknown[]) => string) | undefined;
}

const birthOptions = [
  'tags',
  'metadata',
  'parent',
  'lifecycle',
  'parameters',
  'pollInterval',
  'communicators',
  'after',
  'when',
  'resumable',
] as const satisfies readonly (keyof AnyOptions)[];
/** In UTF-16 units. Long keys are kept as a hash, which takes its time. */
const longestKey = 65_536;
const defaultGrace: Span = { seconds: 5 };

/** @throws ValidationError where an option is unknown or wrong */
export function planOf(options: AnyOptions = {}): Plan {
  checkTrackOptions(options);
  checkRunnable(options.lifecycle);
  if (options.metadata !== undefined) checkJson(options.metadata, 'metadata');
  if (options.parameters !== undefined) checkJsonValue(options.parameters, 'parameters');
  return {
    options: { ...options },
    isPlain: birthOptions.every((option) => options[option] === undefined),
    isAfter: Boolean(options.after),
    signal: options.signal,
    parent: options.parent,
    limits: limitsOf(options),
    graceMs: toMs(options.grace ?? defaultGrace),
    ...retriesOf(options.retries),
    onError: options.onError ?? 'throw',
    concurrency: options.concurrency ?? Number.POSITIVE_INFINITY,
    maxPending: options.maxPending ?? Number.POSITIVE_INFINITY,
    schema: options.result,
    once: Boolean(options.once),
    keyOf: keyOf(options),
  };
}

function limitsOf({
  pendingTimeout,
  attemptTimeout,
  timeout,
  heartbeatTimeout,
  deadline,
}: AnyOptions): Limits | undefined {
  const limits = {
    pendingTimeout: msOf(pendingTimeout),
    attemptTimeout: msOf(attemptTimeout),
    timeout: msOf(timeout),
    heartbeatTimeout: msOf(heartbeatTimeout),
    deadline: deadline?.getTime(),
  };
  return Object.values(limits).some((limit) => limit !== undefined) ? limits : undefined;
}

function msOf(span: Span | undefined): number | undefined {
  return span === undefined ? undefined : toMs(span);
}

function retriesOf(retries: AnyOptions['retries'] = 0): Pick<Plan, 'times' | 'delayMs' | 'isWorthRetrying'> {
  const { times, delay = 0, when = () => true } = typeof retries === 'number' ? { times: retries } : retries;
  const delayMs = (attempt: number) => toMs(typeof delay === 'function' ? delay(attempt) : delay, 'retries.delay');
  return { times, delayMs, isWorthRetrying: (error) => !isFinal(error) && when(error) };
}

function isFinal(error: unknown): boolean {
  if (error instanceof FinalError) return true;
  return typeof error === 'object' && error !== null && (error as { retryable?: unknown }).retryable === false;
}

function keyOf({ key, once }: AnyOptions): Plan['keyOf'] {
  if (key) return (args) => checkKey(key(...(args as never[])));
  return once ? stableKey : undefined;
}

function checkKey(key: unknown): string {
  if (typeof key === 'string' && key.length <= longestKey) return key;
  const was = typeof key === 'string' ? `${key.length} characters` : key === null ? 'null' : typeof key;
  const message = `The function 'key' returned ${was}, not a string of at most ${longestKey} characters.`;
  throw new ValidationError(
    'invalid_key',
    message,
    'Return a string that is the same for calls that are the same.',
    'key',
  );
}
