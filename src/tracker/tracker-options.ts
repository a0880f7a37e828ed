import type { Metadata } from '../model/metadata.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { check, either, fields, fn, having, limit, listOf, oneOf, span, text } from '../model/shape.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { RetentionOptions } from './retention.ts';

/** A rule that keeps a value out of the record: a field's name, a dotted path, or a function that says so. */
export type RedactionRule = string | ((key: string, value: unknown) => boolean);

export interface TrackerOptions<L extends readonly Lifecycle[] = readonly Lifecycle[], M = Metadata> {
  /** Where facts are kept. Default: in memory. */
  journal?: Journal;
  /** When facts reach the disk, weakest first. Default: `interval`. Only of `Tracker.open`. */
  durability?: 'turn' | 'os' | 'interval' | 'always';
  /**
   * `explicit` does without the ambient current task, and its cost. Default: `auto`. In a browser, where nothing follows
   * `await`, the ambient task is known until a body first waits.
   */
  context?: 'auto' | 'explicit';
  /** Default: the clocks of the machine. */
  clock?: Clock;
  /** Makes the ids of tasks. Default: short random ones, different in each process. */
  createId?: () => string;
  /** `host`: nothing falls due but in `tick()`. Default: `auto`. */
  timers?: 'auto' | 'host';
  /** `record`: an illegal command is recorded as rejected, and does not throw. Default: `throw`. */
  onIllegal?: 'throw' | 'record';
  /** How much is kept in memory of what is done. Default: the newest 100,000 ends, of any age. */
  retention?: RetentionOptions;
  /** Judges the metadata of every task. */
  metadata?: StandardSchemaV1<unknown, M>;
  /** Own lifecycles, so that events know their stages, and facts of an earlier process their roads. */
  lifecycles?: L;
  /** The environment variables that a description names. Default: none. */
  environment?: { allow: readonly string[] };
  /** What is kept out of the record, beside what looks like a secret. */
  redact?: readonly RedactionRule[];
}

const trackerOptions = fields({
  journal: having('must be a journal', 'append', 'read', 'flush', 'close'),
  durability: oneOf('turn', 'os', 'interval', 'always'),
  context: oneOf('auto', 'explicit'),
  clock: having('must be a clock', 'now', 'monotonic', 'setTimer'),
  createId: fn,
  timers: oneOf('auto', 'host'),
  onIllegal: oneOf('throw', 'record'),
  retention: fields({ maxTasks: limit, maxAge: span, maxHistory: limit }),
  metadata: having('must be a Standard Schema, such as one of zod', '~standard'),
  lifecycles: listOf(having('must be a lifecycle made by defineLifecycle', 'canMove', 'stages')),
  environment: fields({ allow: listOf(text) }, ['allow']),
  redact: listOf(either(text, fn)),
});

/** @throws ValidationError for an unknown option or a wrong type; `path` names it */
export function checkTrackerOptions(options: unknown): void {
  check(trackerOptions, options, 'TrackerOptions');
}
