import type { Lifecycle } from './lifecycle.ts';
import type { DefinitionShape } from './lifecycle-shape.ts';
import type { Outcome, Phase } from './phases.ts';

/** One stage, with the stages that a road leads to. */
export interface Stage {
  readonly name: string;
  readonly phase: Phase;
  readonly outcome: Outcome | undefined;
  readonly targets: ReadonlySet<string>;
}
/** By name, in the order of the definition; inherited stages come first. */
export type Stages = ReadonlyMap<string, Stage>;

interface OpenStage extends Stage {
  readonly targets: Set<string>;
}

/** All stages of a definition, inherited ones included, with the roads that `to` and `from` name. */
export function stagesIn(definition: DefinitionShape): Stages {
  const stages = inherited(definition.extends);
  const own = Object.entries(definition.stages);
  for (const [name, { phase, outcome, to }] of own) stages.set(name, { name, phase, outcome, targets: new Set(to) });
  for (const [name, { from = [] }] of own) {
    for (const source of from) stages.get(source)?.targets.add(name);
  }
  return stages;
}

/** The names of all stages that can still come after one, over one or more roads. */
export function reachOf(start: Stage, stages: Stages): ReadonlySet<string> {
  const reached = new Set(start.targets);
  // A set that grows while it is walked hands out what was added, so that this ends when nothing new is found.
  for (const name of reached) {
    for (const target of (stages.get(name) as Stage).targets) reached.add(target);
  }
  return reached;
}

function inherited(base: Lifecycle | undefined): Map<string, OpenStage> {
  const stages = new Map<string, OpenStage>();
  for (const name of base?.stages ?? []) stages.set(name, inheritedStage(base as Lifecycle, name));
  return stages;
}

function inheritedStage(base: Lifecycle, name: string): OpenStage {
  return { name, phase: base.phaseOf(name), outcome: base.outcomeOf(name), targets: new Set(base.next(name)) };
}
