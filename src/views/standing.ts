import type { DraftOf, FactOf } from '../model/facts.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Outcome, Phase } from '../model/phases.ts';
import { taskStages } from '../model/task-stages.ts';
import type { FactSource, Position } from '../ports/source.ts';

/** What a stage amounts to. */
export interface StageKind {
  readonly phase: Phase;
  readonly outcome?: Outcome;
}

/** Where a task stands, without what it delivered: all that flags, filters and roads ask for. */
export interface Standing extends StageKind {
  readonly stage: string;
  readonly attempt: number;
  /** A lost owner brought it here. */
  readonly isInterrupted: boolean;
}

const table: Readonly<Record<string, StageKind>> = taskStages;
const unknownKind: StageKind = { phase: 'idle' };

/** Facts of own stages tell what their stage amounts to; those of default stages leave it to the table. */
export function kindOf(fact: DraftOf<'stage_changed'>): StageKind {
  return fact.phase === undefined ? defaultKind(fact.to) : (fact as StageKind);
}

/** A stage that neither the table nor the program knows any more counts as idle. */
export function initialPhase(stage: string, lifecycle: Lifecycle | undefined): Phase {
  return lifecycle?.stages.includes(stage) ? lifecycle.phaseOf(stage) : defaultKind(stage).phase;
}

/** The stage of a task before its first transition. */
export function initialStage(created: FactOf<'task_created'>): string {
  return created.initial ?? 'not_started';
}

export function standingOf(source: FactSource, position: Position): Standing {
  const latest = source.latest(position);
  if (!latest) return initialStanding(source, position);
  const { phase, outcome } = kindOf(latest);
  const isInterrupted = latest.to === 'interrupted' || latest.lastSeenAt !== undefined;
  const standing = { stage: latest.to, phase, attempt: latest.attempt, isInterrupted };
  return outcome ? { ...standing, outcome } : standing;
}

function initialStanding(source: FactSource, position: Position): Standing {
  const created = source.created(position);
  const stage = initialStage(created);
  const phase = initialPhase(stage, source.lifecycle(created.lifecycle));
  return { stage, phase, attempt: 0, isInterrupted: false };
}

function defaultKind(stage: string): StageKind {
  return Object.hasOwn(table, stage) ? (table[stage] as StageKind) : unknownKind;
}
