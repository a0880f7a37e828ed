import type { Stage, Stages } from './lifecycle-roads.ts';
import { reachOf } from './lifecycle-roads.ts';
import { type DefinitionShape, refusal, type StageShape } from './lifecycle-shape.ts';

/**
 * What a lifecycle must be. First each stage as it is written:
 *
 * 1. It is not one that was inherited.
 * 2. A done stage has an outcome, and an open one has none.
 * 3. Every road leads from and to a stage that there is, to another one, and none leaves a done stage.
 *
 * Then all of them together:
 *
 * 4. The initial stage is there, and is idle or waiting.
 * 5. Every stage can be reached from it.
 * 6. From every open stage a done one can be reached.
 * 7. There is a stage with outcome `failure`, since the library ends there what no other stage takes.
 */
export function checkDefinition(definition: DefinitionShape, stages: Stages): void {
  for (const [name, stage] of Object.entries(definition.stages)) {
    checkOwn(definition, name);
    checkOutcome(definition, name, stage);
    for (const target of stage.to ?? []) checkTarget(definition, name, target, stages);
    for (const source of stage.from ?? []) checkSource(definition, name, source, stages);
  }
}

/** @param stages those of a definition that `checkDefinition` let pass */
export function checkStages(lifecycle: string, stages: Stages, initial: string | undefined): asserts initial is string {
  const reached = reachOf(checkInitial(lifecycle, stages, initial), stages);
  for (const stage of stages.values()) {
    if (stage.name !== initial && !reached.has(stage.name)) throw unreachable(lifecycle, stage, initial);
    if (stage.phase !== 'done' && !canEnd(stage, stages)) throw endless(lifecycle, stage);
  }
  if ([...stages.values()].some(({ outcome }) => outcome === 'failure')) return;
  const fix = "add a stage such as failed: { phase: 'done', outcome: 'failure', from: [...] }";
  throw refusal(lifecycle, 'stages', "it has no stage with outcome 'failure'", fix);
}

function canEnd(stage: Stage, stages: Stages): boolean {
  return [...reachOf(stage, stages)].some((name) => stages.get(name)?.phase === 'done');
}

function checkOwn(definition: DefinitionShape, name: string): void {
  const base = definition.extends;
  if (!base?.stages.includes(name)) return;
  const was = `stage '${name}' is inherited from '${base.name}' and cannot be defined again`;
  const fix = `give it another name; roads from and to '${name}' are added by the \`to\` and \`from\` of own stages`;
  throw refusal(definition.name, `stages.${name}`, was, fix);
}

function checkOutcome({ name: lifecycle }: DefinitionShape, name: string, { phase, outcome, to }: StageShape): void {
  const path = `stages.${name}`;
  if (phase !== 'done') {
    if (outcome === undefined) return;
    const fix = `leave out its outcome, or make its phase 'done'`;
    throw refusal(lifecycle, `${path}.outcome`, `stage '${name}' is ${phase} and has an outcome`, fix);
  }
  if (outcome === undefined) {
    const fix = `add an outcome to '${name}': success, failure, timeout, stopped, cancelled or skipped`;
    throw refusal(lifecycle, path, `stage '${name}' is done and has no outcome`, fix);
  }
  if (to?.length) throw leavesDone(lifecycle, `${path}.to`, name);
}

function checkTarget(definition: DefinitionShape, name: string, target: string, stages: Stages) {
  const path = `stages.${name}.to`;
  if (target === name) throw toItself(definition.name, path, name);
  if (!stages.has(target)) throw unknownStage(definition.name, path, `'${name}' has a road to '${target}'`, target);
}

function checkSource(definition: DefinitionShape, name: string, source: string, stages: Stages) {
  const path = `stages.${name}.from`;
  if (source === name) throw toItself(definition.name, path, name);
  if (!stages.has(source)) throw unknownStage(definition.name, path, `'${name}' has a road from '${source}'`, source);
  if (stages.get(source)?.phase === 'done') throw leavesDone(definition.name, path, source);
}

function checkInitial(lifecycle: string, stages: Stages, initial: string | undefined): Stage {
  if (initial === undefined) {
    throw refusal(lifecycle, 'stages', 'it has no stages', 'add at least an initial, a success and a failure stage');
  }
  const stage = stages.get(initial);
  if (!stage) {
    const fix = `add '${initial}' to the stages, or name one of ${[...stages.keys()].join(', ')}`;
    throw refusal(lifecycle, 'initial', `the initial stage '${initial}' is not among its stages`, fix);
  }
  if (stage.phase === 'idle' || stage.phase === 'waiting') return stage;
  const was = `the initial stage '${initial}' is ${stage.phase}, and must be idle or waiting`;
  throw refusal(lifecycle, 'initial', was, 'add a stage whose phase is idle or waiting and name it as `initial`');
}

function unreachable(lifecycle: string, { name }: Stage, initial: string | undefined) {
  const was = `stage '${name}' cannot be reached from the initial stage '${initial}'`;
  const fix = `add '${name}' to the \`to\` of a stage that can be reached, or name such a stage in the \`from\` of '${name}'`;
  return refusal(lifecycle, `stages.${name}`, was, fix);
}

function endless(lifecycle: string, { name }: Stage) {
  const was = `no done stage can be reached from '${name}'`;
  return refusal(lifecycle, `stages.${name}`, was, `add a road from '${name}' to a stage whose phase is done`);
}

function leavesDone(lifecycle: string, path: string, done: string) {
  const was = `stage '${done}' is done and has a road out; a done stage is the end`;
  return refusal(lifecycle, path, was, `take the road out of '${done}' away, or add an open stage before it`);
}

function toItself(lifecycle: string, path: string, name: string) {
  const was = `stage '${name}' has a road to itself; staying in a stage is not a road`;
  return refusal(lifecycle, path, was, `take '${name}' out of its own list`);
}

function unknownStage(lifecycle: string, path: string, was: string, name: string) {
  const fix = `add a stage '${name}', or name one that there is`;
  return refusal(lifecycle, path, `${was}, which is not a stage`, fix);
}
