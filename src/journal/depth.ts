/** How many levels a fact may have; more would overflow the stack of whoever walks over it. */
const maxDepth = 512;

/** A shorter line cannot have more levels: each takes two bytes at least. */
export const shallowBytes = 2 * maxDepth;

/** Whether a value that JSON can hold has at most 512 levels. */
export function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth < maxDepth; depth++) {
    level = level.flatMap(childrenOf);
    if (level.length === 0) return true;
  }
  return false;
}

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).filter(isNested) : [];
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
