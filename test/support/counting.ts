/** Counts what must not be, before it fails. */
export function counting<K extends string, T>(tally: Record<K, number>, kind: K, check: () => T): T {
  try {
    return check();
  } catch (error) {
    tally[kind]++;
    throw error;
  }
}
