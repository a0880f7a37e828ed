import { type Entry, nothing, type RawDraft, type RawStageChange } from '../model/commands.ts';
import { Move } from '../model/move.ts';
import type { Road } from '../model/road.ts';
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
  const road = state.lifecycle.road(state.stage, to);
  if (!road || (to === state.stage && state.record === 0)) throw illegal(state, to);
  if (to === state.stage) return again(state, road, entry);
  if (state.record === 0 && road.via !== undefined)
    return [first(state, road.via), change(state, road, entry, road.via)];
  const last = change(state, road, entry);
  return state.observing && road.phase === 'done' ? [closing(state), last] : [last];
}

function again(state: TaskState, road: Road, entry: Entry): readonly RawDraft[] {
  if (entry.reason === state.reason && entry.message === state.message) return [];
  return [change(state, road, entry)];
}

function first(state: TaskState, waiting: string): RawDraft {
  return change(state, state.lifecycle.road(state.stage, waiting) as Road, nothing);
}

function closing(state: TaskState): RawDraft {
  return { type: 'snapshot_taken', phase: 'after', label: 'after', attempt: state.attempt };
}

/** Entering work adds an attempt, but for coming back from a pause of one that is under way. */
function change(state: TaskState, road: Road, entry: Entry, from = road.from): RawStageChange {
  const attempt = road.phase === 'active' && !state.underway ? state.attempt + 1 : state.attempt;
  const move = new Move(from, road.to, attempt, entry.reason ?? road.reason);
  return entry === nothing && !road.meaning ? move : withFields(move, entry, road.meaning);
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
function withFields(
  { type, from, to, attempt, reason }: Move,
  entry: Entry,
  meaning: object | undefined,
): RawStageChange {
  const draft: Record<string, unknown> = { type, from, to, attempt };
  if (reason !== undefined) draft['reason'] = reason;
  for (const field of fields) if (entry[field] !== undefined) draft[field] = entry[field];
  if ('error' in entry) draft['error'] = entry.error;
  return Object.assign(draft, meaning) as unknown as RawStageChange;
}
