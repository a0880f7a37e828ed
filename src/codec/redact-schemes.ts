import { type Cut, endOfRun, isWordCode, mask } from './redact-cut.ts';
import { isOrdinary } from './redact-prose.ts';

/** How long a credential may be that is looked at. */
const window = 4096;
const credential = /^ {1,8}([\w.~+/=-]{1,4096})/;
/** Letters only, such as words have; a credential has more to it. */
const plain = /^[A-Z]?[a-z]*(?:[-/.,][a-z]+){0,8}[.,]?$/;
const longestWord = 24;

/** What stands after `Bearer` or `Basic`, given where that word begins. */
export function schemeAt(text: string, at: number): Cut | undefined {
  const scheme = schemeOf(text, at);
  if (!scheme || isWordCode(text.charCodeAt(at - 1))) return undefined;
  const after = at + scheme.length;
  const [found, value = ''] = credential.exec(text.slice(after, after + window)) ?? [];
  const to = found === undefined ? after : endOfRun(text, after + found.length);
  if (found === undefined || !isCredential(scheme, value, at === 0 && to === text.length)) return undefined;
  return { from: at, to, shown: `${scheme} ${mask}` };
}

function schemeOf(text: string, at: number): 'Bearer' | 'Basic' | undefined {
  const second = text.charCodeAt(at + 1) | 0x20;
  if (second === 0x65) return text.slice(at, at + 7).toLowerCase() === 'bearer ' ? 'Bearer' : undefined;
  return second === 0x61 && text.slice(at, at + 6).toLowerCase() === 'basic ' ? 'Basic' : undefined;
}

function isCredential(scheme: 'Bearer' | 'Basic', value: string, isWhole: boolean): boolean {
  if (isOrdinary(value)) return false;
  if (scheme === 'Basic') return isUserAndPassword(value);
  return isWhole || value.length > longestWord || !plain.test(value);
}

/** Base64 of `user:password`. */
function isUserAndPassword(value: string): boolean {
  try {
    const decoded = atob(value);
    return decoded.includes(':') && !/\p{Cc}/u.test(decoded);
  } catch {
    return false;
  }
}
