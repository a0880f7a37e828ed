import { type Entry, nothing, OnlyResult, type RawDraft, type RawStageChange } from '../model/commands.ts';
import type { Road } from '../model/road.ts';
import { Move } from '../model/move.ts';
import { ResultMove } from '../model/result-move.ts';
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
  if (!road) throw illegal(state, to);
  return take(state, road, entry);
}

/** The same, by a road that leads out of its stage. The usual records come ready made. */
export function take(state: TaskState, road: Road, entry: Entry): readonly RawDraft[] {
  if (road.to === state.stage) return again(state, road, entry);
  if (state.record === 0 && road.via !== undefined) return straight(state, road, entry);
  if (state.observing && road.phase === 'done') return [closing(state), change(state, road, entry)];
  return usually(road, attemptOn(state, road), entry) ?? [change(state, road, entry)];
}

/** Nothing need be made of what says nothing, and little of what says only what came out. */
function usually(road: Road, attempt: number, entry: Entry): readonly RawDraft[] | undefined {
  const usual = road.usual[attempt];
  if (usual === undefined || entry === nothing) return usual;
  return entry instanceof OnlyResult && road.reason === undefined
    ? [new ResultMove(usual[0], entry.result)]
    : undefined;
}

function again(state: TaskState, road: Road, entry: Entry): readonly RawDraft[] {
  if (state.record === 0) throw illegal(state, road.to);
  if (entry.reason === state.reason && entry.message === state.message) return [];
  return [change(state, road, entry)];
}

function straight(state: TaskState, road: Road, entry: Entry): readonly RawDraft[] {
  if (entry === nothing && road.straight) return road.straight;
  const waiting = state.lifecycle.road(state.stage, road.via as string) as Road;
  return [change(state, waiting, nothing), change(state, road, entry, waiting.to)];
}

function closing(state: TaskState): RawDraft {
  return { type: 'snapshot_taken', phase: 'after', label: 'after', attempt: state.attempt };
}

/** Entering work adds an attempt, but for coming back from a pause of one that is under way. */
function attemptOn(state: TaskState, road: Road): number {
  return road.phase === 'active' && !state.underway ? state.attempt + 1 : state.attempt;
}

function change(state: TaskState, road: Road, entry: Entry, from = road.from): RawStageChange {
  const { to, meaning } = road;
  const attempt = attemptOn(state, road);
  const reason = entry.reason ?? road.reason;
  if (meaning || doesSayMore(entry)) return Object.assign(base(from, to, attempt, reason), fieldsOf(entry), meaning);
  if (entry.result === undefined) return new Move(from, to, attempt, reason);
  if (reason !== undefined) return { type: 'stage_changed', from, to, attempt, reason, result: entry.result };
  return new ResultMove(new Move(from, to, attempt, undefined), entry.result);
}

function base(from: string, to: string, attempt: number, reason: string | undefined): RawStageChange {
  const type = 'stage_changed';
  return reason === undefined ? { type, from, to, attempt } : { type, from, to, attempt, reason };
}

/** Whether it says anything beside a reason and a result. An error may be `undefined`: anything can be thrown. */
function doesSayMore(entry: Entry): boolean {
  return (
    entry.message !== undefined ||
    entry.cause !== undefined ||
    entry.summary !== undefined ||
    entry.payload !== undefined ||
    entry.schemas !== undefined ||
    'error' in entry ||
    entry.caughtError !== undefined ||
    entry.nextAttemptAt !== undefined ||
    entry.lastSeenAt !== undefined ||
    entry.lastSeenMono !== undefined
  );
}

function fieldsOf(entry: Entry): Partial<RawStageChange> {
  const said = Object.entries(entry).filter(([field, value]) => isSaid(field, value));
  return Object.fromEntries(said);
}

function isSaid(field: string, value: unknown): boolean {
  return field !== 'reason' && (value !== undefined || field === 'error');
}
