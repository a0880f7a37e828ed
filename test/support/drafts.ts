import * as fc from 'fast-check';
import type { Draft, DraftOf, FactType } from '../../src/model/facts.ts';
import { outcomes, phases } from '../../src/model/phases.ts';

/** Drafts of every type, with every field that the schema knows, there or not. */
const text = fc.oneof(
  fc.constantFrom('', 'a', 'a b', 'b', 'load', 'running'),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const natural = fc.oneof(fc.nat(3), fc.nat(70), fc.nat());
const positive = fc.integer({ min: 1, max: 1000 });
const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: false });
const record = fc.dictionary(fc.string({ maxLength: 3 }), json, { maxKeys: 3 });
const texts = fc.array(text, { maxLength: 3 });
const yes = fc.constant(true as const);
const error = fc.record({ name: text, message: text, code: text, stack: text }, { requiredKeys: ['name', 'message'] });
const owner = fc.record({ host: text, pid: natural, versions: fc.dictionary(text, text) }, { requiredKeys: [] });

type Fields<T extends FactType> = { [K in Exclude<keyof DraftOf<T>, 'type'>]-?: fc.Arbitrary<unknown> };

function draft<T extends FactType>(type: T, required: readonly string[], fields: Fields<T>): fc.Arbitrary<Draft> {
  const all = { type: fc.constant(type), ...fields };
  return fc.record(all, { requiredKeys: ['type', ...required] as never }) as unknown as fc.Arbitrary<Draft>;
}

const created = draft('task_created', ['name'], {
  name: text,
  path: text,
  parent: text,
  key: text,
  tags: texts,
  metadata: record,
  lifecycle: text,
  initial: text,
  phase: fc.constantFrom('idle', 'waiting'),
  parameters: json,
  pollInterval: natural,
  communicators: texts,
  args: json,
  argsRedacted: yes,
  resumedFrom: text,
  after: texts,
  when: text,
  owner,
});
const moved = draft('stage_changed', ['from', 'to', 'attempt'], {
  from: text,
  to: text,
  attempt: natural,
  phase: fc.constantFrom(...phases),
  outcome: fc.constantFrom(...outcomes),
  reason: text,
  message: text,
  cause: positive,
  result: json,
  lossy: yes,
  summary: text,
  payload: json,
  schemas: texts,
  error,
  caughtError: error,
  nextAttemptAt: natural,
  lastSeenAt: natural,
  lastSeenMono: natural,
});
const plainMove = fc.record({ type: fc.constant('stage_changed' as const), from: text, to: text, attempt: natural });
const reasonedMove = fc.record({
  type: fc.constant('stage_changed' as const),
  from: text,
  to: text,
  attempt: natural,
  reason: text,
});
const leaf = fc.record(
  { path: text, type: fc.constantFrom('CREATE', 'UPDATE', 'DELETE', 'TRANSFORM'), before: json, after: json },
  { requiredKeys: ['path', 'type'] },
);

export const anyDraft: fc.Arbitrary<Draft> = fc.oneof(
  created,
  fc.record({ type: fc.constant('task_created' as const), name: text }),
  { weight: 2, arbitrary: moved },
  { weight: 4, arbitrary: fc.oneof(plainMove, reasonedMove) },
  draft('rejected', ['from', 'to', 'legal', 'code'], {
    from: text,
    to: text,
    legal: texts,
    code: fc.constantFrom('illegal', 'stale'),
  }),
  draft('progressed', ['done'], { done: natural, total: natural, unit: text, note: text }),
  fc.constant<Draft>({ type: 'heartbeat' }),
  draft('metadata_changed', ['patch'], { work: text, patch: record }),
  draft('changed', ['target', 'attempt', 'changes'], {
    target: text,
    attempt: natural,
    changes: fc.array(leaf, { maxLength: 3 }),
    transform: text,
    lossy: yes,
    more: yes,
  }),
  draft('snapshot_taken', ['label', 'phase', 'attempt'], {
    label: text,
    phase: fc.constantFrom('before', 'after', 'transition'),
    attempt: natural,
  }),
  draft('step_started', ['step', 'attempt'], { step: text, attempt: natural }),
  draft('step_ended', ['started'], { started: positive, error: text }),
  draft('annotated', ['kind', 'attempt'], {
    kind: fc.constantFrom('late_result', 'released', 'note', 'invalidated'),
    attempt: natural,
    message: text,
    data: json,
    lossy: yes,
  }),
  draft('cancel_requested', ['outcome', 'reason'], {
    outcome: fc.constantFrom('stopped', 'cancelled'),
    reason: text,
    message: text,
    cause: positive,
  }),
  draft('recovered', ['lastSeenAt'], { owner, lastSeenAt: natural, torn: yes, lost: natural }),
);
