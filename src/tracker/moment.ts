import { ValidationError } from '../model/errors.ts';
import { beforeFloor } from '../model/expired.ts';
import type { StatusRecord } from '../model/status.ts';
import type { FactSource } from '../ports/source.ts';
import { seqAt } from '../views/moments.ts';
import { historyOf as recordsOf } from '../views/status-history.ts';
import { unknownTask } from './misses.ts';
import type { Runtime } from './runtime.ts';

/** A time, epoch milliseconds, or a fact. */
type When = number | Date | { readonly seq: number };

/**
 * All that was known at a moment: after the last fact of a time, or after the fact that is named.
 * @throws ValidationError (`invalid_moment`) for what is no time, and for a fact that there is not
 */
export function momentOf({ engine: { ledger }, archive }: Runtime, when: When): FactSource {
  ledger.settle();
  const isTime = typeof when === 'number' || when instanceof Date;
  const seq = isTime ? seqAt(ledger, timeOf(when)) : seqOf(when, ledger);
  if (seq >= ledger.floor) return ledger.upTo(seq);
  const past = archive?.upTo(isTime ? archive.seqAt(timeOf(when)) : seq);
  if (!past) throw beforeFloor(seq, ledger.floor);
  return past;
}

/** Every record of a task that there is, or was; undefined for an unknown id. */
export function historyOf(runtime: Runtime, id: string): readonly StatusRecord[] | undefined {
  const { ledger } = runtime.engine;
  const known = runtime.veil.key(id);
  const position = ledger.positionOf(id) ?? ledger.positionOf(known);
  const kept = position === undefined ? undefined : recordsOf(ledger, position);
  if (position !== undefined && !ledger.isShort(position)) return kept;
  const records = (ledger.gap > 0 ? runtime.archive?.historyOf(known, ledger) : undefined) ?? kept;
  if (!records && ledger.isGone(known)) throw unknownTask(runtime, id);
  return records;
}

function seqOf(when: Exclude<When, number | Date>, source: FactSource): number {
  const seq = typeof when === 'object' && when !== null ? when.seq : Number.NaN;
  if (Number.isInteger(seq) && seq >= 0 && seq <= source.seq) return seq;
  throw invalid(`when is neither a time nor { seq } of 0 to ${source.seq}, the newest fact.`);
}

function timeOf(when: number | Date): number {
  const time = Number(when);
  if (!Number.isNaN(time)) return time;
  throw invalid('when is not a time: it is not a number.');
}

function invalid(message: string): ValidationError {
  const fix = 'Give epoch milliseconds, a Date, or { seq } of a fact that there is.';
  return new ValidationError('invalid_moment', message, fix, 'when');
}
