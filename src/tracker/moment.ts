import { ValidationError } from '../model/errors.ts';
import type { FactSource } from '../ports/source.ts';
import { seqAt } from '../views/moments.ts';

/**
 * The last fact of a moment: of a time, or the fact that is named.
 * @throws ValidationError (`invalid_moment`) for what is no time, and for a fact that there is not
 */
export function momentOf(when: number | Date | { readonly seq: number }, source: FactSource): number {
  if (typeof when === 'number' || when instanceof Date) return seqAt(source, timeOf(when));
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
