import { Creation } from '../model/creation.ts';
import type { DraftOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Places } from './places.ts';

/** The tasks of each path, in order of creation. */
type Paths = Map<string, Places>;

const paths: View<Paths> = {
  name: 'paths',
  types: new Set(['task_created']),
  start: () => new Map(),
  add(state, fact, task) {
    if (fact.type !== 'task_created') return;
    const known = state.get(pathOf(fact)) ?? new Places();
    state.set(pathOf(fact), known);
    known.add(task as Position);
  },
  forget(state, { position, created }) {
    const known = state.get(pathOf(created)) as Places;
    known.remove(position);
    if (known.size === 0) state.delete(pathOf(created));
  },
};

/** The names from the root down, joined by `/`. */
export function pathOf(created: DraftOf<'task_created'>): string {
  return created instanceof Creation ? created.name : (created.path ?? created.name);
}

/** The tasks of one path, the newest last. The array may grow. */
export function tasksAt(source: FactSource, path: string): readonly Position[] {
  return source.fold(paths).get(path)?.list() ?? [];
}

/** The newest task of a path. */
export function newestAt(source: FactSource, path: string): Position | undefined {
  return source.fold(paths).get(path)?.newest;
}
