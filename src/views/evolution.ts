import type { FactSource } from '../ports/source.ts';
import { snapshotList } from './snapshot-list.ts';

/**
 * The distinct values of a target, in order; where observations were let go, from the one on that stood then. A value
 * that comes back later is listed again; one that stays is not. The cost is that of the target's own history.
 */
export function evolutionOf(source: FactSource, target: string): readonly unknown[] {
  const values = source.fold(snapshotList).values.valuesOf(target);
  return Object.freeze(values.map((value) => source.decode(value)));
}
