import type { DraftOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { birthOf } from './birth.ts';
import { pathOf } from './paths.ts';
import { PlacesBy } from './places-by.ts';

/** The records of the successes of each path, in order of first success. */
interface Results {
  /** The paths of tasks that are not done, by id. */
  readonly open: Map<string, string>;
  readonly of: PlacesBy;
}

const results: View<Results> = {
  name: 'results',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ open: new Map(), of: new PlacesBy() }),
  add(state, fact) {
    if (fact.type === 'task_created') state.open.set(fact.taskId, pathOf(fact));
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
    const path = state.open.get(fact.taskId);
    state.open.delete(fact.taskId);
    if (path === undefined || meaningOf(fact).outcome !== 'success') return;
    state.of.add(path, fact.seq);
  },
  forget({ of }, { created, end }) {
    if (meaningOf(end).outcome === 'success') of.remove(pathOf(created), end.seq);
  },
};

/** The result of the newest success of each path. */
export function resultsOf(source: FactSource): ReadonlyMap<string, unknown> {
  const { of } = source.fold(results);
  return decoded(source, new Map(of.texts().map((path) => [path, of.newest(path) as number])));
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
  return [{ path: pathOf(birthOf(source, position)), seq: latest.seq }];
}

function decoded(source: FactSource, newest: ReadonlyMap<string, number>): ReadonlyMap<string, unknown> {
  return new Map([...newest].map(([path, seq]) => [path, resultAt(source, seq)]));
}

function resultAt(source: FactSource, seq: number): unknown {
  return source.decode((source.draft(seq) as DraftOf<'stage_changed'>).result);
}
