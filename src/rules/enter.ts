import type { Entry, RawDraft, RawStageChange } from '../model/commands.ts';
import { defaultReasons } from '../model/reasons.ts';
import { taskStages } from '../model/task-stages.ts';
import { isInterruption } from './interruption.ts';
import { illegal } from './refusals.ts';
import type { TaskState } from './state.ts';

/**
 * The drafts that bring a task into a stage.
 *
 * 1. A task that goes straight to work gets a waiting record with the same time first: it waited 0, not never.
 * 2. Asking for the stage it is in changes nothing, unless reason or message differ.
 * 3. What was observed is kept as it stands at the end, before the end is written.
 */
export function enter(state: TaskState, to: string, entry: Entry): readonly RawDraft[] {
  if (to === state.stage && state.record > 0 && state.phase !== 'done') return again(state, entry);
  if (!state.lifecycle.canMove(state.stage, to)) throw illegal(state, to);
  const waiting = state.record === 0 ? waitingStage(state, to) : undefined;
  if (waiting === undefined) return [...closing(state, to), change(state, state.stage, to, entry)];
  return [change(state, state.stage, waiting, {}), change(state, waiting, to, entry)];
}

function again(state: TaskState, entry: Entry): readonly RawDraft[] {
  if (entry.reason === state.reason && entry.message === state.message) return [];
  return [change(state, state.stage, state.stage, entry)];
}

function waitingStage(state: TaskState, to: string): string | undefined {
  const { lifecycle, stage } = state;
  if (lifecycle.phaseOf(to) !== 'active') return undefined;
  const waiting = lifecycle.stageFor('queue', stage);
  return waiting && lifecycle.canMove(stage, waiting) && lifecycle.canMove(waiting, to) ? waiting : undefined;
}

function closing(state: TaskState, to: string): readonly RawDraft[] {
  if (!state.observing || state.lifecycle.phaseOf(to) !== 'done') return [];
  return [{ type: 'snapshot_taken', phase: 'after', label: 'after', attempt: state.attempt }];
}

function change(state: TaskState, from: string, to: string, entry: Entry): RawStageChange {
  const draft: Record<string, unknown> = { type: 'stage_changed', from, to, attempt: attemptIn(state, to, entry) };
  if (!meansTheSame(state, to)) Object.assign(draft, meaningOf(state, to));
  for (const [field, value] of Object.entries(entry)) if (value !== undefined) draft[field] = value;
  draft['reason'] = entry.reason ?? defaultReason(state, to);
  return draft as unknown as RawStageChange;
}

/** Entering work adds an attempt, but for coming back from a pause of one that is under way. */
function attemptIn(state: TaskState, to: string, entry: Entry): number {
  const begins = state.lifecycle.phaseOf(to) === 'active' && !state.underway;
  return begins && !isInterruption({ to, lastSeenAt: entry.lastSeenAt }) ? state.attempt + 1 : state.attempt;
}

/** A stage of the default lifecycle says what it means by its name. */
function meansTheSame({ lifecycle }: TaskState, stage: string): boolean {
  const known = Object.hasOwn(taskStages, stage) ? taskStages[stage as keyof typeof taskStages] : undefined;
  return known?.phase === lifecycle.phaseOf(stage) && outcomeOf(known) === lifecycle.outcomeOf(stage);
}

function outcomeOf(stage: object): string | undefined {
  return (stage as { outcome?: string }).outcome;
}

function meaningOf(state: TaskState, stage: string): object {
  const outcome = state.lifecycle.outcomeOf(stage);
  return { phase: state.lifecycle.phaseOf(stage), ...(outcome && { outcome }) };
}

function defaultReason(state: TaskState, stage: string): string | undefined {
  const outcome = state.lifecycle.outcomeOf(stage);
  return outcome && defaultReasons[outcome];
}
