import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** Who was begun inside whom, in order of creation. */
interface Families {
  created: number;
  readonly roots: Position[];
  readonly of: Map<string, Position[]>;
}

const families: View<Families> = {
  name: 'families',
  types: new Set(['task_created']),
  start: () => ({ created: 0, roots: [], of: new Map() }),
  add(state, fact) {
    if (fact.type !== 'task_created') return;
    siblings(state, fact.parent).push(state.created);
    state.created += 1;
  },
};

/** The children of a task. The array grows with the source. */
export function childrenOf(source: FactSource, taskId: string): readonly Position[] {
  return source.fold(families).of.get(taskId) ?? [];
}

/** The tasks without a parent. The array grows with the source. */
export function rootsOf(source: FactSource): readonly Position[] {
  return source.fold(families).roots;
}

export function parentOf(source: FactSource, position: Position): Position | undefined {
  const { parent } = source.created(position);
  return parent === undefined ? undefined : source.positionOf(parent);
}

function siblings(state: Families, parent: string | undefined): Position[] {
  if (parent === undefined) return state.roots;
  const known = state.of.get(parent);
  if (known) return known;
  const first: Position[] = [];
  state.of.set(parent, first);
  return first;
}
