import { addressAt } from './redact-addresses.ts';
import { type Cut, type Judge, mask } from './redact-cut.ts';
import { pemAt, prefixedAt, webTokenAt, wordAt } from './redact-keys.ts';
import { elementAt, flagAt, pairAt, phraseAt } from './redact-pairs.ts';
import { schemeAt } from './redact-schemes.ts';

/**
 * Masks what is confidential in a text: by what it looks like, and by the name that stands before it.
 *
 * 1. It is read once, from the front. Only at characters that a secret has somewhere is anything looked at, and nearly
 *    always that is a few characters; a regular expression runs only on what begins as a secret of its kind does.
 * 2. Each look is bounded, so that the cost is that of the length, whatever the text.
 * 3. A text that was masked stays as it is.
 */
export function maskText(text: string, judge: Judge): string {
  let masked = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || isLookedAt[code] === 0) continue;
    const cut = cutAt(text, at, code, judge);
    if (!cut || cut.from < done) continue;
    masked += text.slice(done, cut.from) + (cut.shown ?? mask);
    done = cut.to;
    at = done - 1;
  }
  return done === 0 ? text : masked + text.slice(done);
}

/** By the code of a character. */
const isLookedAt = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(':=-_./>"\'bBAJp'.includes(String.fromCharCode(code))),
);

function cutAt(text: string, at: number, code: number, judge: Judge): Cut | undefined {
  switch (code) {
    case 0x3a: // :
      return addressAt(text, at) ?? pairAt(text, at, judge);
    case 0x3d: // =
      return pairAt(text, at, judge);
    case 0x2d: // -
      return prefixedAt(text, at) ?? flagAt(text, at, judge) ?? pemAt(text, at);
    case 0x2e: // .
    case 0x2f: // /
    case 0x5f: // _
      return prefixedAt(text, at);
    case 0x3e: // >
      return elementAt(text, at, judge);
    case 0x22: // "
    case 0x27: // '
      return phraseAt(text, at, judge);
    case 0x42: // B
    case 0x62: // b
      return schemeAt(text, at);
    case 0x4a: // J
      return webTokenAt(text, at);
    case 0x41: // A
      return wordAt(text, at) ?? webTokenAt(text, at);
    default: // p
      return wordAt(text, at - 2);
  }
}
