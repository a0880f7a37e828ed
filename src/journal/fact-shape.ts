import { factSchema } from '../model/fact-schema.ts';
import type { Fact, FactType } from '../model/facts.ts';
import {
  areContainers,
  areTexts,
  isCount,
  isNumber,
  isObject,
  isOutcome,
  isPhase,
  isText,
  mayBeNumber,
  mayBeObject,
  mayBeText,
  mayBeTexts,
} from './kinds.ts';

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

function problemOf(raw: object): { readonly problem: string } {
  const issue = factSchema.safeParse(raw).error?.issues[0];
  return { problem: issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is of no task and of no work' };
}

/** Undefined for a type that this version does not know. */
function isSound(fact: Raw): boolean | undefined {
  const kind = fact.type as FactType;
  switch (kind) {
    case 'task_created':
      return isText(fact.taskId) && isText(fact.name) && isBirth(fact);
    case 'stage_changed':
      return isText(fact.taskId) && isText(fact.from) && isText(fact.to) && isCount(fact.attempt) && isRecord(fact);
    case 'rejected':
      return isText(fact.taskId) && isText(fact.from) && isText(fact.to) && areTexts(fact.legal);
    case 'progressed':
      return isText(fact.taskId) && isNumber(fact.done) && mayBeNumber(fact.total) && mayBeText(fact.note);
    case 'heartbeat':
      return isText(fact.taskId);
    case 'metadata_changed':
      return isObject(fact.patch) && (isText(fact.taskId) || isText(fact.work));
    case 'changed':
      return isText(fact.taskId) && isText(fact.target) && isCount(fact.attempt) && areChanges(fact.changes);
    case 'snapshot_taken':
      return isText(fact.taskId) && isText(fact.label) && isText(fact.phase) && isCount(fact.attempt);
    case 'step_started':
      return isText(fact.taskId) && isText(fact.step) && isCount(fact.attempt);
    case 'step_ended':
      return isText(fact.taskId) && isCount(fact.started) && mayBeText(fact.error);
    case 'annotated':
      return isText(fact.taskId) && isText(fact.kind) && isCount(fact.attempt) && mayBeText(fact.message);
    case 'cancel_requested':
      return isText(fact.taskId) && isText(fact.outcome) && isText(fact.reason) && mayBeText(fact.message);
    case 'recovered':
      return isNumber(fact.lastSeenAt);
    default:
      kind satisfies never;
      return undefined;
  }
}

function isBirth(fact: Raw): boolean {
  const { path, parent, key, lifecycle, initial, phase, resumedFrom, when } = fact;
  const areNamed = mayBeText(path) && mayBeText(parent) && mayBeText(key) && mayBeText(resumedFrom);
  const isOwn = mayBeText(lifecycle) && mayBeText(initial) && (phase === undefined || isPhase(phase));
  const { tags, communicators, after, metadata, owner } = fact;
  const areLists = mayBeTexts(tags) && mayBeTexts(communicators) && mayBeTexts(after) && mayBeText(when);
  return areNamed && isOwn && areLists && mayBeObject(metadata) && mayBeObject(owner);
}

function isRecord(fact: Raw): boolean {
  const { reason, message, summary, schemas, phase, outcome, cause, nextAttemptAt, lastSeenAt, lastSeenMono } = fact;
  const areTold = mayBeText(reason) && mayBeText(message) && mayBeText(summary) && mayBeTexts(schemas);
  const isOwn = (phase === undefined || isPhase(phase)) && (outcome === undefined || isOutcome(outcome));
  const areTimes = mayBeNumber(nextAttemptAt) && mayBeNumber(lastSeenAt) && mayBeNumber(lastSeenMono);
  const areErrors = mayBeError(fact.error) && mayBeError(fact.caughtError);
  return areTold && isOwn && areTimes && areErrors && (cause === undefined || isCount(cause));
}

function areChanges(changes: unknown): boolean {
  return Array.isArray(changes) && changes.every(isChange);
}

function isChange(change: unknown): boolean {
  if (!isObject(change)) return false;
  const { path, type, containers } = change as { path?: unknown; type?: unknown; containers?: unknown };
  return isText(path) && isText(type) && (containers === undefined || areContainers(containers));
}

function mayBeError(error: unknown): boolean {
  let at = error as Readonly<Record<string, unknown>> | undefined;
  while (isObject(at) && isText(at['name']) && isText(at['message']) && mayBeText(at['stack']) && mayBeText(at['code']))
    at = at['cause'] as typeof at;
  return at === undefined;
}
