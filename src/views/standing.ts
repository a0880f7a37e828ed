import { Creation } from '../model/creation.ts';
import type { DraftOf } from '../model/facts.ts';
import { isInterruption } from '../model/interruption.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { type Meaning, meaningOf } from '../model/meaning.ts';
import type { Phase } from '../model/phases.ts';
import { taskLifecycle } from '../model/task-lifecycle.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { birthOf } from './birth.ts';

/** Where a task stands, without what it delivered: all that flags, filters and roads ask for. */
export interface Standing extends Meaning {
  readonly stage: string;
  readonly attempt: number;
  /** A lost owner brought it here. */
  readonly isInterrupted: boolean;
}

const usual: { readonly stage: string; readonly phase: Phase } = Object.freeze({
  stage: taskLifecycle.initial,
  phase: taskLifecycle.phaseOf(taskLifecycle.initial),
});

/** Where a task was before its first transition. */
export function beginningOf(source: Pick<FactSource, 'lifecycle'>, created: DraftOf<'task_created'>): typeof usual {
  if (created instanceof Creation) return usual;
  return { stage: initialStage(created), phase: initialPhase(created, source.lifecycle(created.lifecycle)) };
}

/** A stage that neither the table nor the program knows any more counts as idle. */
function initialPhase(created: DraftOf<'task_created'>, lifecycle: Lifecycle | undefined): Phase {
  if (created.phase) return created.phase;
  const stage = initialStage(created);
  return lifecycle?.stages.includes(stage) ? lifecycle.phaseOf(stage) : meaningOf({ to: stage }).phase;
}

/** The stage of a task before its first transition. */
export function initialStage(created: DraftOf<'task_created'>): string {
  return created.initial ?? 'not_started';
}

export function standingOf(source: FactSource, position: Position): Standing {
  const seq = source.latestSeq(position);
  return seq === 0 ? initialStanding(source, position) : standingAt(source.draft(seq) as DraftOf<'stage_changed'>);
}

/** Where a record left its task. */
export function standingAt(latest: DraftOf<'stage_changed'>): Standing {
  const { to: stage, attempt } = latest;
  const { phase, outcome } = meaningOf(latest);
  const isInterrupted = isInterruption(latest);
  return outcome ? { stage, phase, attempt, isInterrupted, outcome } : { stage, phase, attempt, isInterrupted };
}

function initialStanding(source: FactSource, position: Position): Standing {
  return { ...beginningOf(source, birthOf(source, position)), attempt: 0, isInterrupted: false };
}
