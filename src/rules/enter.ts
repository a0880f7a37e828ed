import { type Entry, nothing, type RawDraft, type RawStageChange } from '../model/commands.ts';
import { Move } from '../model/move.ts';
import { defaultReasons } from '../model/reasons.ts';
import { isInterruption } from './interruption.ts';
import { type Meaning, meaningByName } from './meaning.ts';
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
  const last = change(state, waiting ?? state.stage, to, entry);
  if (waiting !== undefined) return [change(state, state.stage, waiting, nothing), last];
  return state.observing ? [...closing(state, to), last] : [last];
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
  if (state.lifecycle.phaseOf(to) !== 'done') return [];
  return [{ type: 'snapshot_taken', phase: 'after', label: 'after', attempt: state.attempt }];
}

function change(state: TaskState, from: string, to: string, entry: Entry): RawStageChange {
  const reason = entry.reason ?? defaultReason(state, to);
  const move = new Move(from, to, attemptIn(state, to, entry), reason);
  const meaning = ownMeaning(state, to);
  return entry === nothing && !meaning ? move : withFields(move, entry, meaning);
}

const fields = [
  'message',
  'cause',
  'result',
  'summary',
  'payload',
  'schemas',
  'caughtError',
  'nextAttemptAt',
  'lastSeenAt',
  'lastSeenMono',
] as const;

/** What the record says beside the move. */
function withFields({ type, from, to, attempt, reason }: Move, entry: Entry, meaning: object | undefined): RawStageChange {
  const draft: Record<string, unknown> = { type, from, to, attempt };
  if (reason !== undefined) draft['reason'] = reason;
  for (const field of fields) if (entry[field] !== undefined) draft[field] = entry[field];
  if ('error' in entry) draft['error'] = entry.error;
  return Object.assign(draft, meaning) as unknown as RawStageChange;
}

/** Entering work adds an attempt, but for coming back from a pause of one that is under way. */
function attemptIn(state: TaskState, to: string, entry: Entry): number {
  const begins = state.lifecycle.phaseOf(to) === 'active' && !state.underway;
  return begins && !isInterruption({ to, lastSeenAt: entry.lastSeenAt }) ? state.attempt + 1 : state.attempt;
}

/** What the record must say of its stage; undefined where the name says it. */
function ownMeaning({ lifecycle }: TaskState, stage: string): Meaning | undefined {
  const phase = lifecycle.phaseOf(stage);
  const outcome = lifecycle.outcomeOf(stage);
  const known = meaningByName(stage);
  if (known?.phase === phase && known.outcome === outcome) return undefined;
  return { phase, ...(outcome && { outcome }) };
}

function defaultReason(state: TaskState, stage: string): string | undefined {
  const outcome = state.lifecycle.outcomeOf(stage);
  return outcome && defaultReasons[outcome];
}
