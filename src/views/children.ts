import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { birthOf } from './birth.ts';
import { Places } from './places.ts';
import { PlacesBy } from './places-by.ts';

/** Who was begun inside whom, in order of creation. */
interface Families {
  readonly roots: Places;
  readonly of: PlacesBy;
}

const families: View<Families> = {
  name: 'families',
  types: new Set(['task_created']),
  start: () => ({ roots: new Places(), of: new PlacesBy() }),
  add(state, fact, task) {
    if (fact.type !== 'task_created') return;
    if (fact.parent === undefined) state.roots.add(task as Position);
    else state.of.add(fact.parent, task as Position);
  },
  forget(state, { taskId, position, created }) {
    if (created.parent === undefined) state.roots.remove(position);
    else state.of.remove(created.parent, position);
    state.of.drop(taskId);
  },
};

/** The children of a task. The array may grow. */
export function childrenOf(source: FactSource, taskId: string): readonly Position[] {
  return source.fold(families).of.list(taskId);
}

/** The tasks without a parent. The array may grow. */
export function rootsOf(source: FactSource): readonly Position[] {
  return source.fold(families).roots.list();
}

/** Undefined for a root, and where the parent was let go. */
export function parentOf(source: FactSource, position: Position): Position | undefined {
  const { parent } = birthOf(source, position);
  return parent === undefined ? undefined : source.positionOf(parent);
}
