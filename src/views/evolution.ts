import type { Json } from '../model/json.ts';
import type { FactSource } from '../ports/source.ts';
import { changeList, observationsOf } from './change-list.ts';
import { diff } from './diff.ts';
import { apply } from './patch.ts';

/**
 * The distinct values of a target, in order. A value that comes back later is listed again; one that stays is not.
 * The cost is that of the target's own history.
 */
export function evolutionOf(source: FactSource, target: string): readonly unknown[] {
  return Object.freeze(recordedValues(source, target).map((value) => source.decode(value)));
}

function recordedValues(source: FactSource, target: string): readonly Json[] {
  const values: Json[] = [];
  let current: Json | undefined;
  for (const { changes } of observationsOf(source.fold(changeList), target)) {
    const next = apply(current, changes);
    if (next !== undefined && diff(current, next).length > 0) values.push(next);
    current = next;
  }
  return values;
}
