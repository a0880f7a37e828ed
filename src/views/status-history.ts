import { deepFreeze } from '../model/deep-freeze.ts';
import { meaningOf } from '../model/meaning.ts';
import type { FactOf } from '../model/facts.ts';
import type { Outcome } from '../model/phases.ts';
import type { StatusRecord } from '../model/status.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { isInvalidated } from './annotations.ts';
import { present } from './present.ts';
import { initialPhase, initialStage } from './standing.ts';

/**
 * Status records, made of facts when somebody looks.
 *
 * 1. A record is frozen, and what is not known is absent.
 * 2. `result` stands on success only, and always there; `error` on failure and timeout only, and always there.
 */
type Change = FactOf<'stage_changed'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The record that a fact stands for. Each call decodes the result anew. */
export function statusOf(fact: Change, source: FactSource): StatusRecord {
  const { phase, outcome } = meaningOf(fact);
  const { to: stage, timestamp, seq, attempt, reason, message, cause } = fact;
  const status: Writable<StatusRecord> = { stage, phase, timestamp, seq, attempt };
  if (outcome) status.outcome = outcome;
  if (reason !== undefined) status.reason = reason;
  if (message !== undefined) status.message = message;
  if (cause !== undefined) status.cause = cause;
  return Object.freeze(Object.assign(status, outcome ? delivered(fact, outcome, source) : whileOpen(fact)));
}

/** Where a task is. Before its first transition: where it was created. */
export function statusAt(source: FactSource, position: Position): StatusRecord {
  const latest = source.latest(position);
  return latest ? statusOf(latest, source) : statusAtFirst(source, position);
}

/** Where a task was before one of its facts. */
export function statusBefore(source: FactSource, position: Position, seq: number): StatusRecord {
  const before = source.recordBefore(seq);
  return before ? statusOf(before, source) : statusAtFirst(source, position);
}

/** Every record of a task, oldest first. */
export function historyOf(source: FactSource, position: Position): readonly StatusRecord[] {
  const changes = source.factsOf(position).filter((fact): fact is Change => fact.type === 'stage_changed');
  return Object.freeze(changes.map((fact) => statusOf(fact, source)));
}

/** Decoded values belong to the caller, who may change them: a record that holds some is made anew for each. */
export function isShareable({ result, payload }: StatusRecord): boolean {
  return !isObject(result) && !isObject(payload);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function statusAtFirst(source: FactSource, position: Position): StatusRecord {
  const created = source.created(position);
  const stage = initialStage(created);
  const phase = initialPhase(created, source.lifecycle(created.lifecycle));
  return Object.freeze({ stage, phase, timestamp: created.timestamp, seq: created.seq, attempt: 0 });
}

function whileOpen({ nextAttemptAt, lastSeenAt }: Change): Partial<StatusRecord> | undefined {
  if (nextAttemptAt === undefined && lastSeenAt === undefined) return undefined;
  return present({ nextAttemptAt, lastSeenAt });
}

function delivered(fact: Change, outcome: Outcome, source: FactSource): Partial<StatusRecord> {
  switch (outcome) {
    case 'success':
      return onSuccess(fact, source);
    case 'failure':
    case 'timeout':
      return { error: deepFreeze(fact.error) ?? unrecordedError(fact) };
    case 'stopped':
    case 'cancelled':
    case 'skipped':
      return {};
    default:
      return outcome satisfies never;
  }
}

function onSuccess(fact: Change, source: FactSource): Partial<StatusRecord> {
  const { lossy, summary, schemas } = fact;
  return {
    result: decoded(source, fact.result),
    ...present({ lossy, summary, payload: decoded(source, fact.payload), schemas: deepFreeze(schemas) }),
    valid: !isInvalidated(source, fact.taskId),
  };
}

function decoded(source: FactSource, value: unknown): unknown {
  return value === undefined ? undefined : source.decode(value);
}

/** Facts from foreign systems may tell that something failed, and not how. */
function unrecordedError(fact: Change): TrackedError {
  return { name: 'Error', message: fact.message ?? fact.reason ?? fact.to };
}
