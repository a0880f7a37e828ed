import type { Redactor } from './redact.ts';
import type { Tally } from './tally.ts';
import { cleaned, fitting, isBeyond } from './text-size.ts';

/** The most that is kept of a sentence, in bytes of JSON. */
const longest = 8192;
const mark = '…';
const markBytes = 3;

/** A text without secrets, cut where it is longer; a cut one ends with `…`. */
export function keptText(
  text: string,
  redact: Pick<Redactor, 'text'> | undefined,
  tally: Tally | undefined,
  bytes: number = longest,
): string {
  const whole = cleaned(text, bytes, (dirty) => (redact === undefined ? dirty : redact.text(dirty)));
  const kept = fitting(whole, bytes);
  if (kept.length === whole.length && !isBeyond(text, bytes)) return kept;
  if (tally) tally.cuts += 1;
  return fitting(kept, bytes - markBytes) + mark;
}
