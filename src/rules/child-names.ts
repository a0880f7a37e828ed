/** Names taken under one parent, each with the next suffix to try. */
export type TakenNames = Map<string, number>;

/** The segment of the path that the next child of this name gets: `load`, then `load_1`, `load_2`, … */
export function nextSegment(taken: TakenNames | undefined, name: string): string {
  if (!taken?.has(name)) return name;
  let suffix = taken.get(name) as number;
  while (taken.has(`${name}_${suffix}`)) suffix++;
  return `${name}_${suffix}`;
}

/** Takes a segment; the same for a new child and for one that is replayed. */
export function takeSegment(taken: TakenNames, name: string, segment: string): void {
  if (!taken.has(segment)) taken.set(segment, 1);
  if (segment.startsWith(`${name}_`)) countUp(taken, name, Number(segment.slice(name.length + 1)));
}

/** Facts that others wrote may hold segments that follow no pattern: those take their own name only. */
function countUp(taken: TakenNames, name: string, suffix: number): void {
  const next = taken.get(name) ?? 0;
  if (Number.isInteger(suffix) && suffix >= next) taken.set(name, suffix + 1);
}
