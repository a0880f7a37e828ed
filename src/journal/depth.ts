/** How many levels a fact may have; more would overflow the stack of whoever walks over it. */
const maxDepth = 512;

/** A shorter line cannot have more levels: each takes two bytes at least. */
export const shallowBytes = 2 * maxDepth;

const [quote, backslash] = [0x22, 0x5c];
const [arrayBegin, arrayEnd, objectBegin, objectEnd] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether the JSON text in `start..end` has at most 512 levels. It is asked before a parser sees the text. */
export function isShallow(bytes: Uint8Array, start: number, end: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < end && depth <= maxDepth; at++) {
    const code = bytes[at];
    if (code === quote) isInText = !isInText;
    else if (isInText) at += code === backslash ? 1 : 0;
    else if (code === arrayBegin || code === objectBegin) depth++;
    else if (code === arrayEnd || code === objectEnd) depth--;
  }
  return depth <= maxDepth;
}
