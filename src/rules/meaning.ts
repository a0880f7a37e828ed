import type { DraftOf } from '../model/facts.ts';
import type { Outcome, Phase } from '../model/phases.ts';
import { taskStages } from '../model/task-stages.ts';

/** What a stage amounts to. */
export interface Meaning {
  readonly phase: Phase;
  readonly outcome?: Outcome;
}

const nothingKnown: Meaning = { phase: 'idle' };

/** A stage of the default lifecycle says what it means by its name; undefined for any other. */
export function meaningByName(stage: string): Meaning | undefined {
  return Object.hasOwn(taskStages, stage) ? taskStages[stage as keyof typeof taskStages] : undefined;
}

/** A record says what its stage meant when it was written, whatever the program defines by now. */
export function meaningOf(fact: DraftOf<'stage_changed'>): Meaning {
  return fact.phase === undefined ? (meaningByName(fact.to) ?? nothingKnown) : (fact as Meaning);
}
