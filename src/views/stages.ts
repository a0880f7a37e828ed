import { type Meaning, meaningOf } from '../model/meaning.ts';
import type { Fact } from '../model/facts.ts';
import type { Outcome, Phase } from '../model/phases.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { initialStage } from './standing.ts';

/**
 * The tasks of each stage, so that looking for a stage costs what is found and not what there is.
 *
 * 1. A task stands in exactly one group.
 * 2. A group knows every phase and outcome that its stage ever amounted to: two lifecycles may disagree about a name.
 */
interface Group {
  readonly ids: Set<string>;
  readonly phases: Set<Phase>;
  readonly outcomes: Set<Outcome | undefined>;
}
type Stages = Map<string, Group>;

const stages: View<Stages> = {
  name: 'stages',
  types: new Set(['task_created', 'stage_changed']),
  start: () => new Map(),
  add(state, fact) {
    if (fact.type === 'task_created') enterFirst(state, fact);
    if (fact.type !== 'stage_changed') return;
    groupOf(state, fact.from).ids.delete(fact.taskId);
    enter(state, fact.to, fact.taskId, meaningOf(fact));
  },
  forget(state, { taskId, end }) {
    groupOf(state, end.to).ids.delete(taskId);
  },
};

/** The ids of all tasks that are in one of these stages. */
export function idsInStages(source: FactSource, wanted: readonly string[]): readonly ReadonlySet<string>[] {
  const state = source.fold(stages);
  return [...new Set(wanted)].flatMap((stage) => state.get(stage)?.ids ?? []);
}

/** The ids of all tasks whose stage may amount to this; some of them may not. */
export function idsOfKind(source: FactSource, kind: Partial<Meaning>): readonly ReadonlySet<string>[] {
  return [...source.fold(stages).values()].filter((group) => mayBe(group, kind)).map((group) => group.ids);
}

function mayBe(group: Group, { phase, outcome }: Partial<Meaning>): boolean {
  return (phase === undefined || group.phases.has(phase)) && (outcome === undefined || group.outcomes.has(outcome));
}

/** Initial stages are idle or waiting; the fact does not tell which. */
function enterFirst(state: Stages, fact: Fact & { type: 'task_created' }): void {
  enter(state, initialStage(fact), fact.taskId, { phase: 'idle' });
  if (fact.initial !== undefined) groupOf(state, fact.initial).phases.add('waiting');
}

function enter(state: Stages, stage: string, taskId: string, { phase, outcome }: Meaning): void {
  const group = groupOf(state, stage);
  group.ids.add(taskId);
  group.phases.add(phase);
  group.outcomes.add(outcome);
}

function groupOf(state: Stages, stage: string): Group {
  const known = state.get(stage);
  if (known) return known;
  const group: Group = { ids: new Set(), phases: new Set(), outcomes: new Set() };
  state.set(stage, group);
  return group;
}
