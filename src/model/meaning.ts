import type { Outcome, Phase } from './phases.ts';
import { taskStages } from './task-stages.ts';

/** What a stage amounts to. */
export interface Meaning {
  readonly phase: Phase;
  readonly outcome?: Outcome;
}

const table: ReadonlyMap<string, Meaning> = new Map(Object.entries(taskStages));
/** A stage that neither the table nor the program knows any more counts as idle. */
const unknown: Meaning = { phase: 'idle' };

/** A stage of the default lifecycle says what it means by its name; undefined for any other. */
export function meaningByName(stage: string): Meaning | undefined {
  return table.get(stage);
}

/** A record says what its stage meant when it was written, whatever the program defines by now. */
export function meaningOf(record: {
  readonly to: string;
  readonly phase?: Phase;
  readonly outcome?: Outcome;
}): Meaning {
  return record.phase === undefined ? (meaningByName(record.to) ?? unknown) : (record as Meaning);
}
