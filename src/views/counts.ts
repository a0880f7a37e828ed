import type { Fact } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { initialStage } from './standing.ts';

export type Counts = Readonly<Record<string, number>>;
type Tallies = Map<string, number>;

/** How many tasks are in each stage, those that were let go included. */
interface StageCounts {
  readonly all: Tallies;
  /** Of those that were let go, by work. */
  readonly gone: Map<string, Tallies>;
}

export const counts: View<StageCounts> = {
  name: 'counts',
  types: new Set(['task_created', 'stage_changed']),
  counted: new Set(),
  start: () => ({ all: new Map(), gone: new Map() }),
  add: ({ all }, fact) => count(all, fact),
  forget({ gone }, { created, end }) {
    const ofWork = gone.get(created.name) ?? new Map<string, number>();
    gone.set(created.name, ofWork);
    move(ofWork, end.to, 1);
  },
  saved: ['list', ['tuple', 'text', ['map', 'count']]],
  save: ({ gone }) => [...gone].map(([work, tallies]) => [work, Object.fromEntries(tallies)]),
  load(saved) {
    const works = saved as readonly [string, Counts][];
    const gone = new Map(works.map(([work, tallies]) => [work, new Map(Object.entries(tallies))]));
    const all: Tallies = new Map();
    for (const tallies of gone.values()) addAll(all, tallies);
    return { all, gone };
  },
};

/** How many tasks are in each stage; stages without a task are left out. */
export function countsOf(source: FactSource): Counts {
  return recorded(source.fold(counts).all);
}

/** The same of some tasks, by the stages that they are in. @param work the tasks of it that were let go count too */
export function countStages(stages: Iterable<string>, source: FactSource, work: string | undefined): Counts {
  const counted: Tallies = new Map();
  for (const stage of stages) move(counted, stage, 1);
  const gone = work === undefined ? undefined : source.fold(counts).gone.get(work);
  if (gone) addAll(counted, gone);
  return recorded(counted);
}

function count(state: Tallies, fact: Fact): void {
  if (fact.type === 'task_created') move(state, initialStage(fact), 1);
  if (fact.type !== 'stage_changed') return;
  move(state, fact.from, -1);
  move(state, fact.to, 1);
}

function addAll(state: Tallies, more: Tallies): void {
  for (const [stage, by] of more) move(state, stage, by);
}

function move(state: Tallies, stage: string, by: number): void {
  state.set(stage, (state.get(stage) ?? 0) + by);
}

function recorded(counted: ReadonlyMap<string, number>): Counts {
  return Object.freeze(Object.fromEntries([...counted].filter(([, count]) => count > 0)));
}
