import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Places } from './places.ts';

/** Who was begun inside whom, in order of creation. */
interface Families {
  readonly roots: Places;
  readonly of: Map<string, Places>;
}

const families: View<Families> = {
  name: 'families',
  types: new Set(['task_created']),
  start: () => ({ roots: new Places(), of: new Map() }),
  add(state, fact, task) {
    if (fact.type === 'task_created') siblings(state, fact.parent).add(task as Position);
  },
  forget(state, { taskId, position, created }) {
    siblings(state, created.parent).remove(position);
    state.of.delete(taskId);
  },
};

/** The children of a task. The array may grow. */
export function childrenOf(source: FactSource, taskId: string): readonly Position[] {
  return source.fold(families).of.get(taskId)?.list() ?? [];
}

/** The tasks without a parent. The array may grow. */
export function rootsOf(source: FactSource): readonly Position[] {
  return source.fold(families).roots.list();
}

/** Undefined for a root, and where the parent was let go. */
export function parentOf(source: FactSource, position: Position): Position | undefined {
  const { parent } = source.created(position);
  return parent === undefined ? undefined : source.positionOf(parent);
}

function siblings(state: Families, parent: string | undefined): Places {
  if (parent === undefined) return state.roots;
  const known = state.of.get(parent);
  if (known) return known;
  const first = new Places();
  state.of.set(parent, first);
  return first;
}
