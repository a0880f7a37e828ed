import { type Cut, endOfRun, isWordCode } from './redact-cut.ts';
import { providers } from './redact-providers.ts';

/** How much of a key is looked at. What is longer is cut off whole. */
const window = 300;
/** The longest word that a key begins with, and how much comes after it at least. */
const longest = 8;
const shortest = 16;
/** A web token is a JSON object in Base64, a dot, and two or more parts. */
const header = /^ey[\w-]{8,2000}(?=\.)/;
const parts = /^\.(?:[\w-]{4,}\.[\w-]*(?:\.[\w-]{4,}){0,2}|eyJ[\w-]{4,})/;
const begin =
  /^-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE|REQUEST|PARAMETERS|MESSAGE|CRL|PKCS7|BLOCK)[A-Z ]{0,12}-----/;

/** The key of a provider, given what ends its first word. */
export function prefixedAt(text: string, at: number): Cut | undefined {
  if (text.length - at < shortest) return undefined;
  let word = at;
  while (word > at - longest && isWordCode(text.charCodeAt(word - 1))) word -= 1;
  return at - word > 1 && !isWordCode(text.charCodeAt(word - 1)) ? keyAt(text, word, at) : undefined;
}

/** The key of a provider whose beginning nothing ends, given where it may begin. */
export function wordAt(text: string, at: number): Cut | undefined {
  if (text.length - at < shortest || isWordCode(text.charCodeAt(at - 1))) return undefined;
  return keyAt(text, at, at + 4);
}

function keyAt(text: string, word: number, at: number): Cut | undefined {
  const shapes = providers.get(text.slice(word, at));
  if (!shapes) return undefined;
  const ahead = text.slice(word, word + window);
  for (const shape of shapes) {
    const found = shape.exec(ahead)?.[0].length;
    if (found !== undefined) return { from: word, to: endOfRun(text, word + found) };
  }
  return undefined;
}

/** A web token, given the third character of its header. */
export function webTokenAt(text: string, at: number): Cut | undefined {
  const from = at - 2;
  if (!text.startsWith('ey', from) || isWordCode(text.charCodeAt(from - 1))) return undefined;
  const first = header.exec(text.slice(from, from + 2048))?.[0].length;
  if (first === undefined) return undefined;
  const rest = parts.exec(text.slice(from + first, from + first + 65_536))?.[0].length;
  return rest === undefined ? undefined : { from, to: endOfRun(text, from + first + rest) };
}

/** A block such as those of keys and certificates, to its end; without one, to the end of the text. */
export function pemAt(text: string, at: number): Cut | undefined {
  if (text.charCodeAt(at + 1) !== 0x2d || !text.startsWith('-----BEGIN ', at)) return undefined;
  if (!begin.test(text.slice(at, at + 100))) return undefined;
  const last = text.indexOf('-----END ', at);
  const end = last < 0 ? -1 : text.indexOf('-----', last + 9);
  return { from: at, to: end < 0 ? text.length : end + 5 };
}
