import * as z from 'zod';
import { leafChangeSchema, ownerSchema, trackedErrorSchema } from './fact-parts.ts';
import { outcomes, phases } from './phases.ts';

/**
 * The one union of facts. A fact is one thing that happened: past tense, immutable, numbered by `seq`. Every view is a
 * fold over facts, and a tracker made of the same facts is the same tracker.
 *
 * 1. `seq` is gapless, starts at 1 and gives the order; time does not.
 * 2. What a host handed over stands here in its recorded, JSON-safe form.
 * 3. Nothing but annotations (and refusals) follows a done stage.
 */
const optional = z.exactOptional;
const text = z.string();
const json = z.json();
const natural = z.int().nonnegative();

const when = {
  seq: z.int().positive(),
  /** Wall clock, epoch milliseconds: for people. */
  timestamp: z.number(),
  /** Monotonic clock of the owner, milliseconds: durations are differences of it. */
  mono: z.number(),
};
const ofTask = { ...when, taskId: text };

const taskCreated = z.object({
  ...ofTask,
  type: z.literal('task_created'),
  name: text,
  /** Absent where it is the name. */
  path: optional(text),
  parent: optional(text),
  key: optional(text),
  tags: optional(z.array(text)),
  metadata: optional(z.record(text, json)),
  /** The name of its lifecycle; absent for the default one. */
  lifecycle: optional(text),
  /** The stage before the first transition; absent for `not_started`. */
  initial: optional(text),
  parameters: optional(json),
  pollInterval: optional(z.number()),
  communicators: optional(z.array(text)),
  /** The recorded arguments of the call, for a resume in another process. */
  args: optional(json),
  /** True where the recorded arguments are not what the call was given. */
  argsRedacted: optional(z.literal(true)),
  resumedFrom: optional(text),
  after: optional(z.array(text)),
  when: optional(text),
  owner: optional(ownerSchema),
});

const stageChanged = z.object({
  ...ofTask,
  type: z.literal('stage_changed'),
  from: text,
  to: text,
  attempt: natural,
  /** Phase and outcome of `to`; absent for the stages of the default lifecycle. */
  phase: optional(z.enum(phases)),
  outcome: optional(z.enum(outcomes)),
  reason: optional(text),
  message: optional(text),
  /** The `seq` of the fact that brought this one about. */
  cause: optional(z.int().positive()),
  result: optional(json),
  /** True where the recorded result is not the whole value. */
  lossy: optional(z.literal(true)),
  summary: optional(text),
  payload: optional(json),
  schemas: optional(z.array(text)),
  error: optional(trackedErrorSchema),
  /** What the body threw although it succeeded (`onError: 'value'`). */
  caughtError: optional(trackedErrorSchema),
  nextAttemptAt: optional(z.number()),
  /** Of an `interrupted` record: the clocks at the last fact that the lost owner wrote. */
  lastSeenAt: optional(z.number()),
  lastSeenMono: optional(z.number()),
});

const rejected = z.object({
  ...ofTask,
  type: z.literal('rejected'),
  from: text,
  to: text,
  legal: z.array(text),
  code: z.enum(['illegal', 'stale']),
});

const progressed = z.object({
  ...ofTask,
  type: z.literal('progressed'),
  done: z.number(),
  total: optional(z.number()),
  unit: optional(text),
  note: optional(text),
});

const heartbeat = z.object({ ...ofTask, type: z.literal('heartbeat') });

const metadataChanged = z.object({
  ...when,
  type: z.literal('metadata_changed'),
  /** Of a task, or of a work: one of the two is given. */
  taskId: optional(text),
  work: optional(text),
  patch: z.record(text, json),
});

const changed = z.object({
  ...ofTask,
  type: z.literal('changed'),
  target: text,
  attempt: natural,
  changes: z.array(leafChangeSchema),
  transform: optional(text),
  /** True where a cap cut the observation: its changes do not lead from value to value. */
  lossy: optional(z.literal(true)),
});

const snapshotTaken = z.object({
  ...ofTask,
  type: z.literal('snapshot_taken'),
  label: text,
  phase: z.enum(['before', 'after', 'transition']),
  attempt: natural,
});

const stepStarted = z.object({ ...ofTask, type: z.literal('step_started'), step: text, attempt: natural });

const stepEnded = z.object({
  ...ofTask,
  type: z.literal('step_ended'),
  /** The `seq` of its `step_started`. */
  started: z.int().positive(),
  error: optional(text),
});

const annotated = z.object({
  ...ofTask,
  type: z.literal('annotated'),
  kind: z.enum(['late_result', 'released', 'note', 'invalidated']),
  attempt: natural,
  message: optional(text),
  data: optional(json),
});

const cancelRequested = z.object({
  ...ofTask,
  type: z.literal('cancel_requested'),
  outcome: z.enum(['stopped', 'cancelled']),
  reason: text,
  message: optional(text),
  cause: optional(z.int().positive()),
});

/** A new owner took over a journal whose last owner was gone. The interrupted tasks follow as facts of their own. */
const recovered = z.object({
  ...when,
  type: z.literal('recovered'),
  taskId: optional(z.never()),
  owner: optional(ownerSchema),
  lastSeenAt: z.number(),
  torn: optional(z.literal(true)),
  lost: optional(natural),
});

export const factSchema = z.discriminatedUnion('type', [
  taskCreated,
  stageChanged,
  rejected,
  progressed,
  heartbeat,
  metadataChanged,
  changed,
  snapshotTaken,
  stepStarted,
  stepEnded,
  annotated,
  cancelRequested,
  recovered,
]);

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** One thing that happened. See the union's members by `type`. */
export type Fact = DeepReadonly<z.infer<typeof factSchema>>;
export type FactType = Fact['type'];
/** The fact of one type: `FactOf<'stage_changed'>`. */
export type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/** A fact before the engine has stamped it: what a decision is made of. */
export type Draft = { [T in FactType]: Omit<FactOf<T>, 'seq' | 'timestamp' | 'mono' | 'taskId'> }[FactType];
export type DraftOf<T extends FactType> = Extract<Draft, { readonly type: T }>;

/** What the engine stamps on a draft. The clocks are read once per command. */
export interface Stamp {
  readonly seq: number;
  readonly timestamp: number;
  readonly mono: number;
}

export type Owner = DeepReadonly<z.infer<typeof ownerSchema>>;
export type LeafChange = DeepReadonly<z.infer<typeof leafChangeSchema>>;
