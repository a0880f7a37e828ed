/** Names taken under one parent, each with the next suffix to try. */
export type TakenNames = Map<string, number>;

/** The segment of the path that the next child of this name gets: `load`, then `load_1`, `load_2`, … */
export function nextSegment(taken: TakenNames | undefined, name: string): string {
  const next = taken?.get(name);
  if (taken === undefined || next === undefined) return name;
  let suffix = next;
  while (taken.has(`${name}_${suffix}`)) suffix++;
  return `${name}_${suffix}`;
}

/** Takes a segment; the same for a new child and for one that is replayed. */
export function takeSegment(taken: TakenNames, name: string, segment: string): void {
  const suffix = segment === name ? 1 : Number(segment.slice(name.length + 1)) + 1;
  taken.set(name, Math.max(suffix, taken.get(name) ?? 1));
  if (segment !== name && !taken.has(segment)) taken.set(segment, 1);
}
