import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { initialStage } from './standing.ts';

export type Counts = Readonly<Record<string, number>>;

/** How many tasks are in each stage. */
const counts: View<Map<string, number>> = {
  name: 'counts',
  types: new Set(['task_created', 'stage_changed']),
  start: () => new Map(),
  add(state, fact) {
    if (fact.type === 'task_created') move(state, initialStage(fact), 1);
    if (fact.type !== 'stage_changed') return;
    move(state, fact.from, -1);
    move(state, fact.to, 1);
  },
};

/** How many tasks are in each stage; stages without a task are left out. */
export function countsOf(source: FactSource): Counts {
  return recorded(source.fold(counts));
}

/** The same of some tasks, by the stages that they are in. */
export function countStages(stages: Iterable<string>): Counts {
  const counted = new Map<string, number>();
  for (const stage of stages) move(counted, stage, 1);
  return recorded(counted);
}

function move(state: Map<string, number>, stage: string, by: number): void {
  state.set(stage, (state.get(stage) ?? 0) + by);
}

function recorded(counted: ReadonlyMap<string, number>): Counts {
  return Object.freeze(Object.fromEntries([...counted].filter(([, count]) => count > 0)));
}
