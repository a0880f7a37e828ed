import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { pathOf } from './paths.ts';

/** The record of the newest success of each path, in order of first success. */
interface Results {
  /** The paths of tasks that are not done, by id. */
  readonly open: Map<string, string>;
  readonly newest: Map<string, number>;
}

const results: View<Results> = {
  name: 'results',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ open: new Map(), newest: new Map() }),
  add(state, fact) {
    if (fact.type === 'task_created') state.open.set(fact.taskId, pathOf(fact));
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
    const path = state.open.get(fact.taskId);
    state.open.delete(fact.taskId);
    if (path !== undefined && meaningOf(fact).outcome === 'success') state.newest.set(path, fact.seq);
  },
};

/** The result of the newest success of each path. */
export function resultsOf(source: FactSource): ReadonlyMap<string, unknown> {
  return decoded(source, source.fold(results).newest);
}

/** The same, of some tasks. */
export function resultsOfTasks(source: FactSource, tasks: readonly Position[]): ReadonlyMap<string, unknown> {
  const newest = new Map<string, number>();
  const successes = tasks.flatMap((position) => successOf(source, position));
  for (const { path, seq } of successes.sort((one, other) => one.seq - other.seq)) newest.set(path, seq);
  return decoded(source, newest);
}

function successOf(source: FactSource, position: Position): { readonly path: string; readonly seq: number }[] {
  const latest = source.latest(position);
  if (!latest || meaningOf(latest).outcome !== 'success') return [];
  return [{ path: pathOf(source.created(position)), seq: latest.seq }];
}

function decoded(source: FactSource, newest: ReadonlyMap<string, number>): ReadonlyMap<string, unknown> {
  return new Map([...newest].map(([path, seq]) => [path, resultAt(source, seq)]));
}

function resultAt(source: FactSource, seq: number): unknown {
  const fact = source.fact(seq);
  const recorded = fact?.type === 'stage_changed' ? fact.result : undefined;
  return recorded === undefined ? undefined : source.decode(recorded);
}
