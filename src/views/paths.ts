import type { DraftOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** The tasks of each path, in order of creation. */
interface Paths {
  created: number;
  readonly of: Map<string, Position[]>;
}

const paths: View<Paths> = {
  name: 'paths',
  types: new Set(['task_created']),
  start: () => ({ created: 0, of: new Map() }),
  add(state, fact) {
    if (fact.type !== 'task_created') return;
    const known = state.of.get(pathOf(fact));
    if (known) known.push(state.created);
    else state.of.set(pathOf(fact), [state.created]);
    state.created += 1;
  },
};

/** The names from the root down, joined by `/`. */
export function pathOf(created: DraftOf<'task_created'>): string {
  return created.path ?? created.name;
}

/** The tasks of one path, the newest last. The array grows with the source. */
export function tasksAt(source: FactSource, path: string): readonly Position[] {
  return source.fold(paths).of.get(path) ?? [];
}
