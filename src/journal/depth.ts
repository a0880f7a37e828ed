/** How many levels a fact may have; more would overflow the stack of whoever walks over it. */
const maxDepth = 512;

/** A shorter line cannot have more levels: each takes two bytes at least. */
export const shallowBytes = 2 * maxDepth;

const [quote, backslash] = [0x22, 0x5c];
const [arrayBegin, arrayEnd, objectBegin, objectEnd] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether the JSON text in `start..end` has at most 512 levels. It is asked before a parser sees the text. */
export function isShallow(bytes: Uint8Array, start: number, end: number): boolean {
  let depth = 0;
  for (let at = start; at < end && depth <= maxDepth; at++) {
    const code = bytes[at];
    if (code === quote) at = textEnd(bytes, at + 1, end);
    else if (code === arrayBegin || code === objectBegin) depth++;
    else if (code === arrayEnd || code === objectEnd) depth--;
  }
  return depth <= maxDepth;
}

/** Where the text that begins at `start` ends: at a quote that no backslash, or an even number of them, stands before. */
function textEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = bytes.indexOf(quote, start); at >= 0 && at < end; at = bytes.indexOf(quote, at + 1)) {
    let before = at;
    while (before > start && bytes[before - 1] === backslash) before--;
    if (((at - before) & 1) === 0) return at;
  }
  return end;
}
