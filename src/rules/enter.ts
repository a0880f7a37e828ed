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
  const fields = entry === nothing ? undefined : fieldsOf(entry);
  return fields || road.meaning ? withFields(move, fields, road.meaning) : move;
}

/** What the entry says beside the reason. An error may be `undefined`, since anything can be thrown. */
function fieldsOf(entry: Entry): Record<string, unknown> | undefined {
  let fields: Record<string, unknown> | undefined;
  for (const field of Object.keys(entry) as (keyof Entry)[]) {
    if (field === 'reason' || (entry[field] === undefined && field !== 'error')) continue;
    fields ??= {};
    fields[field] = entry[field];
  }
  return fields;
}

function withFields({ type, from, to, attempt, reason }: Move, ...more: (object | undefined)[]): RawStageChange {
  const draft = reason === undefined ? { type, from, to, attempt } : { type, from, to, attempt, reason };
  return Object.assign(draft, ...more) as RawStageChange;
}
