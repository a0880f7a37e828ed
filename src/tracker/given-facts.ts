import { ValidationError } from '../model/errors.ts';
import type { Fact, FactType } from '../model/facts.ts';

type Kind = 'text' | 'number' | 'list' | 'object';
type Needs = Readonly<Record<string, Kind>>;

/** What each type of fact cannot do without, beside its number and its clocks. */
const needs = {
  task_created: { taskId: 'text', name: 'text' },
  stage_changed: { taskId: 'text', from: 'text', to: 'text', attempt: 'number' },
  rejected: { taskId: 'text', from: 'text', to: 'text', legal: 'list', code: 'text' },
  progressed: { taskId: 'text', done: 'number' },
  heartbeat: { taskId: 'text' },
  metadata_changed: { patch: 'object' },
  changed: { taskId: 'text', target: 'text', attempt: 'number', changes: 'list' },
  snapshot_taken: { taskId: 'text', label: 'text', phase: 'text', attempt: 'number' },
  step_started: { taskId: 'text', step: 'text', attempt: 'number' },
  step_ended: { taskId: 'text', started: 'number' },
  annotated: { taskId: 'text', kind: 'text', attempt: 'number' },
  cancel_requested: { taskId: 'text', outcome: 'text', reason: 'text' },
  recovered: { lastSeenAt: 'number' },
} as const satisfies Readonly<Record<FactType, Needs>>;
const always: Needs = { timestamp: 'number', mono: 'number' };

/**
 * Facts that somebody hands over, checked one by one: they are numbered from 1 without a gap, have what their type
 * needs, and are about tasks that were created before.
 * @throws ValidationError (`not_a_fact`) whose `path` names the fact by its place
 */
export function* checkedFacts(facts: Iterable<Fact>): Generator<Fact> {
  const tasks = new Set<string>();
  let seq = 0;
  for (const fact of facts as Iterable<unknown>) {
    const fault = faultOf(fact, ++seq, tasks);
    if (fault !== undefined) throw notAFact(seq, fault);
    yield fact as Fact;
  }
}

function faultOf(fact: unknown, seq: number, tasks: Set<string>): string | undefined {
  if (!isKind(fact, 'object')) return 'is not an object';
  const known = fact as Readonly<Record<string, unknown>>;
  const type = known['type'] as FactType;
  if (known['seq'] !== seq) return `has the number ${String(known['seq'])}, where ${seq} is due`;
  if (!Object.hasOwn(needs, type)) return `is of the unknown type '${String(type)}'`;
  return missingIn(known, always) ?? missingIn(known, needs[type]) ?? misplaced(known, type, tasks);
}

function missingIn(fact: Readonly<Record<string, unknown>>, fields: Needs): string | undefined {
  const missing = Object.entries(fields).find(([field, kind]) => !isKind(fact[field], kind));
  return missing && `needs '${missing[0]}' (${missing[1]})`;
}

function misplaced(fact: Readonly<Record<string, unknown>>, type: FactType, tasks: Set<string>): string | undefined {
  const id = fact['taskId'] as string | undefined;
  const isNew = type === 'task_created';
  if (id !== undefined && tasks.has(id) === isNew)
    return isNew ? `creates task '${id}' again` : `is about task '${id}', which is unknown`;
  const parent = isNew ? fact['parent'] : undefined;
  if (parent !== undefined && !tasks.has(parent as string)) return `is inside of a task that is unknown`;
  if (isNew && id !== undefined) tasks.add(id);
  return undefined;
}

function isKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null;
    default:
      return kind satisfies never;
  }
}

function notAFact(seq: number, fault: string): ValidationError {
  const message = `The fact at place ${seq} ${fault}.`;
  return new ValidationError(
    'not_a_fact',
    message,
    'Hand over what tracker.facts() gave, whole and in order.',
    `facts[${seq - 1}]`,
  );
}
