import * as z from 'zod';
import type { Json } from '../model/json.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Span } from '../model/span.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import { parseOptions, span } from './options.ts';

/** A rule that keeps a value out of the record: a field's name, a dotted path, or a function that says so. */
export type RedactionRule = string | ((key: string, value: unknown) => boolean);

export interface TrackerOptions<L extends readonly Lifecycle[] = readonly Lifecycle[], M = Record<string, Json>> {
  /** Where facts are kept. Default: in memory. */
  journal?: Journal;
  /** When facts reach the disk, weakest first. Default: `interval`. Only of `Tracker.open`. */
  durability?: 'turn' | 'os' | 'interval' | 'always';
  /** `explicit` does without the ambient current task, and its cost. Default: `auto`. */
  context?: 'auto' | 'explicit';
  /** Default: the clocks of the machine. */
  clock?: Clock;
  /** Makes the ids of tasks. Default: short random ones, different in each process. */
  createId?: () => string;
  /** `host`: nothing falls due but in `tick()`. Default: `auto`. */
  timers?: 'auto' | 'host';
  /** `record`: an illegal command is recorded as rejected, and does not throw. Default: `throw`. */
  onIllegal?: 'throw' | 'record';
  /** How much is kept in memory; counts and totals stay exact. */
  retention?: { maxTasks?: number; maxAge?: Span; maxHistory?: number };
  /** Judges the metadata of every task. */
  metadata?: StandardSchemaV1<unknown, M>;
  /** Own lifecycles, so that events know their stages, and facts of an earlier process their roads. */
  lifecycles?: L;
  /** The environment variables that a description names. Default: none. */
  environment?: { allow: readonly string[] };
  /** What is kept out of the record, beside what looks like a secret. */
  redact?: readonly RedactionRule[];
}

const has = (...methods: string[]) =>
  z.custom<object>(
    (value) => typeof value === 'object' && value !== null && methods.every((method) => method in value),
    `must have ${methods.join(', ')}`,
  );
const fn = z.custom<() => unknown>((value) => typeof value === 'function', 'must be a function');
const count = z.int().nonnegative();

const trackerOptions = z.strictObject({
  journal: z.optional(has('append', 'read', 'flush', 'close')),
  durability: z.optional(z.enum(['turn', 'os', 'interval', 'always'])),
  context: z.optional(z.enum(['auto', 'explicit'])),
  clock: z.optional(has('now', 'monotonic', 'setTimer')),
  createId: z.optional(fn),
  timers: z.optional(z.enum(['auto', 'host'])),
  onIllegal: z.optional(z.enum(['throw', 'record'])),
  retention: z.optional(
    z.strictObject({ maxTasks: z.optional(count), maxAge: z.optional(span), maxHistory: z.optional(count) }),
  ),
  metadata: z.optional(has('~standard')),
  lifecycles: z.optional(z.array(has('canMove', 'stages'))),
  environment: z.optional(z.strictObject({ allow: z.array(z.string()) })),
  redact: z.optional(z.array(z.union([z.string(), fn]))),
});

/** @throws ValidationError for an unknown option or a wrong type */
export function checkTrackerOptions(options: unknown): void {
  parseOptions(trackerOptions, options, 'TrackerOptions');
}
