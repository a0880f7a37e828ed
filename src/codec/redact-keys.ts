import { type Cut, endOfRun } from './redact-cut.ts';
import { providers } from './redact-providers.ts';

/** How much of a key is looked at. What is longer is cut off whole. */
const window = 300;
/** The longest word that a key begins with. */
const longest = 8;
/** The shortest word that is a key by itself. */
const shortest = 20;
/** A JSON object in Base64: the beginning of a web token. */
const header = /(?:eyJ|eyAi|ewo)[\w-]{7,}$/;
/** Its other parts. */
const parts = /^\.[\w-]{4,}\.[\w-]*(?:\.[\w-]{4,}){0,2}|^\.eyJ[\w-]{4,}/;
const begin =
  /^-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE|REQUEST|PARAMETERS|MESSAGE|CRL|PKCS7|BLOCK)[A-Z ]{0,12}-----/;

/** The key of a provider, given where its first word begins and ends. */
export function prefixedAt(text: string, word: number, at: number): Cut | undefined {
  const length = at - word;
  return length >= 2 && length <= longest ? keyAt(text, word, at) : undefined;
}

/** The key of a provider that is one word, or begins with a long one. */
export function wordAt(text: string, word: number, at: number): Cut | undefined {
  const isLong = at - word >= shortest || (text.charCodeAt(word) === 0x41 && at - word >= 4);
  return isLong ? keyAt(text, word, word + 4) : undefined;
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

/** A web token, given where the letters, digits, `_` and `-` begin that stand before a dot. */
export function webTokenAt(text: string, run: number, dot: number): Cut | undefined {
  if (dot - run < 10) return undefined;
  const first = header.exec(text.slice(run, dot))?.[0].length;
  if (first === undefined) return undefined;
  const rest = parts.exec(text.slice(dot))?.[0].length;
  return rest === undefined ? undefined : { from: dot - first, to: dot + rest };
}

/** A block such as those of keys and certificates, to its end; without one, to the end of the text. */
export function pemAt(text: string, at: number): Cut | undefined {
  if (text.charCodeAt(at + 1) !== 0x2d || !text.startsWith('-----BEGIN ', at)) return undefined;
  if (!begin.test(text.slice(at, at + 100))) return undefined;
  const last = text.indexOf('-----END ', at);
  const end = last < 0 ? -1 : text.indexOf('-----', last + 9);
  return { from: at, to: end < 0 ? text.length : end + 5 };
}
