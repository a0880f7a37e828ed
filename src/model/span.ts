import type { Duration } from 'date-fns';
import { milliseconds } from 'date-fns/milliseconds';
import { ValidationError } from './errors.ts';

/** A length of time: milliseconds, or a date-fns `Duration` such as `{ seconds: 30 }`. */
export type Span = number | Duration;

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'];

/**
 * The milliseconds of a span.
 * @param path names the option in the message of the error
 * @throws ValidationError for a negative, infinite or NaN span, or for a word that is not a unit of time
 */
export function toMs(span: Span, path = 'span'): number {
  const unknown = isRecord(span) && Object.keys(span).find((key) => !units.includes(key));
  if (unknown) throw invalid(path, `has no unit '${unknown}'`, `use ${units.join(', ')}`);
  const ms = isRecord(span) && Object.values(span).every(Number.isFinite) ? milliseconds(span) : span;
  if (typeof ms === 'number' && Number.isFinite(ms) && ms >= 0) return ms;
  throw invalid(path, `is not a length of time: ${describe(span)}`, 'give milliseconds >= 0 or a Duration');
}

function isRecord(span: unknown): span is Duration {
  return typeof span === 'object' && span !== null;
}

function describe(span: unknown): string {
  return typeof span === 'object' ? JSON.stringify(span) : String(span);
}

function invalid(path: string, was: string, fix: string): ValidationError {
  return new ValidationError('invalid_span', `${path} ${was}`, fix, path);
}
