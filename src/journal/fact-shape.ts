import { factSchema } from '../model/fact-schema.ts';
import type { Fact, FactType } from '../model/facts.ts';

type FieldOf<F> = F extends unknown ? keyof F : never;
type Raw = { readonly [K in FieldOf<Fact>]?: unknown };

/**
 * What a parsed line is. Lines whose seal holds are what an owner wrote, so that a look at what each type cannot do
 * without is enough; only a line that fails it is parsed by the schema, for the sake of its message.
 */
export function shapeOf(raw: object): 'known' | 'unknown' | { readonly problem: string } {
  const fact = raw as Raw;
  const sound = isNumber(fact.timestamp) && isNumber(fact.mono) && isText(fact.type) ? isSound(fact) : false;
  if (sound === undefined) return 'unknown';
  return sound ? 'known' : problemOf(raw);
}

function problemOf(raw: object): 'known' | { readonly problem: string } {
  const { error } = factSchema.safeParse(raw);
  if (error === undefined) return 'known';
  const issue = error.issues[0];
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a fact'}` };
}

/** Undefined for a type that this version does not know. */
function isSound(fact: Raw): boolean | undefined {
  const kind = fact.type as FactType;
  switch (kind) {
    case 'task_created':
      return isText(fact.taskId) && isText(fact.name);
    case 'stage_changed':
      return isText(fact.taskId) && isText(fact.from) && isText(fact.to) && isNumber(fact.attempt);
    case 'rejected':
      return isText(fact.taskId) && isText(fact.from) && isText(fact.to) && Array.isArray(fact.legal);
    case 'progressed':
      return isText(fact.taskId) && isNumber(fact.done);
    case 'heartbeat':
      return isText(fact.taskId);
    case 'metadata_changed':
      return isObject(fact.patch) && (isText(fact.taskId) || isText(fact.work));
    case 'changed':
      return isText(fact.taskId) && isText(fact.target) && Array.isArray(fact.changes);
    case 'snapshot_taken':
      return isText(fact.taskId) && isText(fact.label) && isText(fact.phase);
    case 'step_started':
      return isText(fact.taskId) && isText(fact.step);
    case 'step_ended':
      return isText(fact.taskId) && isNumber(fact.started);
    case 'annotated':
      return isText(fact.taskId) && isText(fact.kind);
    case 'cancel_requested':
      return isText(fact.taskId) && isText(fact.outcome) && isText(fact.reason);
    case 'recovered':
      return isNumber(fact.lastSeenAt);
    default:
      kind satisfies never;
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
