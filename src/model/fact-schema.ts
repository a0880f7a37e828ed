import * as z from 'zod';
import { leafChangeSchema, ownerSchema, trackedErrorSchema } from './fact-parts.ts';
import type { Fact } from './facts.ts';
import { outcomes, phases } from './phases.ts';

/** Facts as they are parsed; what each field means stands in `Fact`. */
const optional = z.exactOptional;
const text = z.string();
const json = z.json();
const natural = z.int().nonnegative();

const when = {
  seq: z.int().positive(),
  timestamp: z.number(),
  mono: z.number(),
};
const ofTask = { ...when, taskId: text };

const taskCreated = z.object({
  ...ofTask,
  type: z.literal('task_created'),
  name: text,
  path: optional(text),
  parent: optional(text),
  key: optional(text),
  tags: optional(z.array(text)),
  metadata: optional(z.record(text, json)),
  lifecycle: optional(text),
  initial: optional(text),
  phase: optional(z.enum(['idle', 'waiting'])),
  parameters: optional(json),
  pollInterval: optional(z.number()),
  communicators: optional(z.array(text)),
  args: optional(json),
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
  phase: optional(z.enum(phases)),
  outcome: optional(z.enum(outcomes)),
  reason: optional(text),
  message: optional(text),
  cause: optional(z.int().positive()),
  result: optional(json),
  lossy: optional(z.literal(true)),
  summary: optional(text),
  payload: optional(json),
  schemas: optional(z.array(text)),
  error: optional(trackedErrorSchema),
  caughtError: optional(trackedErrorSchema),
  nextAttemptAt: optional(z.number()),
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
  lossy: optional(z.literal(true)),
  more: optional(z.literal(true)),
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
  lossy: optional(z.literal(true)),
});

const cancelRequested = z.object({
  ...ofTask,
  type: z.literal('cancel_requested'),
  outcome: z.enum(['stopped', 'cancelled']),
  reason: text,
  message: optional(text),
  cause: optional(z.int().positive()),
});

const recovered = z.object({
  ...when,
  type: z.literal('recovered'),
  taskId: optional(z.never()),
  owner: optional(ownerSchema),
  lastSeenAt: z.number(),
  torn: optional(z.literal(true)),
  lost: optional(natural),
});

/** What a fact is where facts are read. The types of its members are those of `Fact`. */
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
]) satisfies z.ZodType<Fact>;
