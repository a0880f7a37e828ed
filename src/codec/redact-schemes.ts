import type { Cut } from './redact-cut.ts';
import { isOrdinary } from './redact-prose.ts';

/** How long a credential may be that is looked at. */
const window = 4096;
const credential = /^ {1,8}([\w.~+/=-]{1,4096})/;
/** Letters only, such as words have; a credential has more to it. */
const plain = /^[A-Z]?[a-z]*(?:[-/.,][a-z]+){0,8}[.,]?$/;
const longestWord = 24;

/** What stands after `Bearer` or `Basic`, given where that word begins and ends. */
export function schemeAt(text: string, word: number, at: number): Cut | undefined {
  const scheme = schemeOf(text, word, at);
  if (!scheme) return undefined;
  const [found, value = ''] = credential.exec(text.slice(at, at + window)) ?? [];
  if (found === undefined || !isCredential(scheme, value, text.length === found.length + at - word)) return undefined;
  return { from: word, to: at + found.length, shown: `${scheme} [redacted]` };
}

function schemeOf(text: string, word: number, at: number): 'Bearer' | 'Basic' | undefined {
  const length = at - word;
  if ((length !== 6 && length !== 5) || (text.charCodeAt(word) | 0x20) !== 0x62) return undefined;
  const name = text.slice(word, at).toLowerCase();
  return name === 'bearer' ? 'Bearer' : name === 'basic' ? 'Basic' : undefined;
}

function isCredential(scheme: 'Bearer' | 'Basic', value: string, isWhole: boolean): boolean {
  if (isOrdinary(value)) return false;
  if (scheme === 'Basic') return isUserAndPassword(value);
  return isWhole || value.length > longestWord || !plain.test(value);
}

/** Base64 of `user:password`. */
function isUserAndPassword(value: string): boolean {
  try {
    return /^[^\p{Cc}]*:[^\p{Cc}]*$/u.test(atob(value));
  } catch {
    return false;
  }
}
