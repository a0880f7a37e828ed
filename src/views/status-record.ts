import { deepFreeze } from '../model/deep-freeze.ts';
import type { DraftOf, Stamp } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import { Move } from '../model/move.ts';
import { ResultMove } from '../model/result-move.ts';
import type { StatusRecord } from '../model/status.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { isInvalidated } from './annotations.ts';

/**
 * Status records, made of facts when somebody looks.
 *
 * 1. A record is frozen, and what is not known is absent.
 * 2. `result` stands on success only, and always there; `error` on failure and timeout only, and always there.
 */
type Change = DraftOf<'stage_changed'>;
type Decoder = Pick<FactSource, 'decode'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The record that a fact of a task stands for. Each call decodes the result anew.
 * @param change what the fact says, where that is at hand
 */
export function statusOf(
  source: FactSource,
  position: Position,
  seq: number,
  change: Change = source.draft(seq) as Change,
): StatusRecord {
  const usual = usualStatus(source, position, seq, change);
  if (usual) return Object.freeze(usual);
  return recordOf(change, { seq, timestamp: source.timestamp(seq) }, source, () => !isInvalidated(source, position));
}

/** Decoded values belong to the caller, who may change them: a record that holds some is made anew for each. */
export function isShareable({ result, payload }: StatusRecord): boolean {
  return !isObject(result) && !isObject(payload);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function usualStatus(source: FactSource, position: Position, seq: number, change: Change): StatusRecord | undefined {
  if (change instanceof Move) return statusOfMove(source, position, seq, change, undefined);
  if (!(change instanceof ResultMove)) return undefined;
  return statusOfMove(source, position, seq, change.move, source.decode(change.result));
}

/** Literals, since most records are such ones and to make one in one piece is many times faster. */
function statusOfMove(
  source: FactSource,
  position: Position,
  seq: number,
  { to: stage, attempt, reason, meaning: { phase, outcome } }: Move,
  result: unknown,
): StatusRecord | undefined {
  const timestamp = source.timestamp(seq);
  if (outcome === undefined) {
    return reason === undefined
      ? { stage, phase, timestamp, seq, attempt }
      : { stage, phase, timestamp, seq, attempt, reason };
  }
  if (outcome !== 'success' || reason !== undefined) return undefined;
  const valid = !isInvalidated(source, position);
  return { stage, phase, timestamp, seq, attempt, outcome, result, valid };
}

/** The same of any move, also of a task of which the source holds nothing. @param isValid whether its result stands */
export function recordOf(
  change: Change,
  { seq, timestamp }: Pick<Stamp, 'seq' | 'timestamp'>,
  source: Decoder,
  isValid: () => boolean,
): StatusRecord {
  const { to: stage, attempt, reason, message, cause } = change;
  const { phase, outcome } = meaningOf(change);
  const status: Writable<StatusRecord> = { stage, phase, timestamp, seq, attempt };
  if (outcome !== undefined) status.outcome = outcome;
  if (reason !== undefined) status.reason = reason;
  if (message !== undefined) status.message = message;
  if (cause !== undefined) status.cause = cause;
  if (outcome === undefined) addWhileOpen(status, change);
  else if (outcome === 'success') addSuccess(status, change, source, isValid);
  else if (outcome === 'failure' || outcome === 'timeout') status.error = errorOf(change);
  return Object.freeze(status);
}

function addWhileOpen(status: Writable<StatusRecord>, { nextAttemptAt, lastSeenAt }: Change): void {
  if (nextAttemptAt !== undefined) status.nextAttemptAt = nextAttemptAt;
  if (lastSeenAt !== undefined) status.lastSeenAt = lastSeenAt;
}

function addSuccess(status: Writable<StatusRecord>, change: Change, source: Decoder, isValid: () => boolean): void {
  const { result, lossy, summary, payload, schemas } = change;
  status.result = source.decode(result);
  if (lossy !== undefined) status.lossy = lossy;
  if (summary !== undefined) status.summary = summary;
  if (payload !== undefined) status.payload = source.decode(payload);
  if (schemas !== undefined) status.schemas = deepFreeze(schemas);
  status.valid = isValid();
}

/** Facts from foreign systems may tell that something failed, and not how. */
function errorOf({ error, message, reason, to }: Change): TrackedError {
  return deepFreeze(error) ?? { name: 'Error', message: message ?? reason ?? to };
}
