import type { Command, Entry, Grounds, RawDraft } from '../model/commands.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import type { Role } from '../model/lifecycle.ts';
import { defaultReasons } from '../model/reasons.ts';
import { enter, take } from './enter.ts';
import { closed, forbidden, illegal, stale } from './refusals.ts';
import type { TaskState } from './state.ts';

/**
 * Judges a request by the state of one task: what would happen, as drafts of facts. Nothing has happened yet.
 *
 * 1. It throws a `TransitionError` where the request is refused, and returns no drafts where nothing changes.
 * 2. After a done stage it returns annotations only.
 * 3. A task that was asked to end, ends as it was asked to, whatever its body does; no further attempt is made.
 */
export function decide(state: TaskState, command: Command): readonly RawDraft[] {
  switch (command.do) {
    case 'transition':
      if (state.stage !== command.from) throw stale(state, command.from, command.to);
      return enterUnlessAsked(state, command.to, command.entry);
    case 'ask':
      return ask(state, command.role, command.entry);
    case 'lead':
      return lead(state, command.role, command.entry);
    case 'settle':
      return settle(state, command);
    case 'request':
      return request(state, command);
    case 'give_up':
      return state.request ? endAsRequested(state) : [];
    case 'refuse':
      throw forbidden(state, command.to, command.because);
    case 'record':
      return record(state, command.draft);
    case 'annotate':
      return annotate(state, command.draft);
    default:
      return command satisfies never;
  }
}

function meant(state: TaskState, role: Role): string {
  return state.lifecycle.stageFor(role, state.stage) ?? role;
}

function ask(state: TaskState, role: Role, entry: Entry): readonly RawDraft[] {
  const road = state.request ? undefined : state.lifecycle.roadFor(role, state.stage);
  return road ? take(state, road, entry) : enterUnlessAsked(state, meant(state, role), entry);
}

/** A body that ends its own task after it was asked to end, ends it as it was asked to. */
function enterUnlessAsked(state: TaskState, to: string, entry: Entry): readonly RawDraft[] {
  const ends = state.lifecycle.road(state.stage, to)?.phase === 'done';
  return state.request && ends ? endAsRequested(state) : enter(state, to, entry);
}

/** Whether the library may lead a task there, or else to its failure. */
export function canLead(state: TaskState, role: Role): boolean {
  const { lifecycle, stage } = state;
  return lifecycle.roadFor(role, stage) !== undefined || lifecycle.canMove(stage, meant(state, 'fail'));
}

function lead(state: TaskState, role: Role, entry: Entry): readonly RawDraft[] {
  if (role === 'retry' && state.request) return endAsRequested(state);
  const { lifecycle, stage } = state;
  const road = lifecycle.roadFor(role, stage);
  if (road) return take(state, road, entry);
  const target = lifecycle.stageFor(role, stage);
  if (target === stage) throw illegal(state, target);
  const failure = meant(state, 'fail');
  const refusal = illegal(state, target ?? failure);
  if (!lifecycle.canMove(stage, failure)) throw refusal;
  return enter(state, failure, role === 'succeed' ? misplaced(refusal) : { ...entry, reason: whyOf(role, entry) });
}

/** An end that has no stage of its own keeps the reason that it would have there. */
function whyOf(role: Role, { reason }: Entry): string | undefined {
  if (reason !== undefined) return reason;
  if (role === 'cancel') return defaultReasons.cancelled;
  if (role === 'stop') return defaultReasons.stopped;
  if (role === 'time_out') return defaultReasons.timeout;
  return role === 'skip' ? defaultReasons.skipped : undefined;
}

/** A body that returned where no road leads to success. */
function misplaced(error: Error): Entry {
  return { reason: 'system_error', message: error.message, error };
}

function settle(state: TaskState, command: Extract<Command, { do: 'settle' }>): readonly RawDraft[] {
  const value = command.role === 'succeed' ? command.entry.result : command.entry.error;
  if (!state.underway || command.attempt !== state.attempt) return [late(command.attempt, command.role, value)];
  if (state.request) {
    const end = endAsRequested(state);
    const kept = command.role === 'succeed' && value !== undefined;
    return kept ? [...end, late(command.attempt, command.role, value)] : end;
  }
  return state.phase === 'paused' ? resumeThen(state, command) : lead(state, command.role, command.entry);
}

function late(attempt: number, role: Role, data: unknown): RawDraft {
  const message = role === 'succeed' ? 'delivered after the end' : 'failed after the end';
  return { type: 'annotated', kind: 'late_result', attempt, message, data: data as never };
}

/** A pause is advice to a body: one that settles all the same is recorded as running again, then as ended. */
function resumeThen(state: TaskState, command: Extract<Command, { do: 'settle' }>): readonly RawDraft[] {
  const back = enter(state, meant(state, 'start'), { reason: 'resumed' });
  const resumed = back.at(-1) as DraftOf<'stage_changed'>;
  const then = { ...state, stage: resumed.to, phase: state.lifecycle.phaseOf(resumed.to) };
  return [...back, ...lead(then, command.role, command.entry)];
}

function request(state: TaskState, command: Extract<Command, { do: 'request' }>): readonly RawDraft[] {
  const { outcome, entry } = command;
  if (state.phase === 'done') return release(state, outcome, entry);
  if (state.request) return [];
  if (outcome === 'stopped' && state.record === 0) throw unstoppable(state);
  if (!command.hasBody || !state.underway) return lead(state, outcome === 'stopped' ? 'stop' : 'cancel', entry);
  return [{ type: 'cancel_requested', outcome, ...kept(entry), reason: entry.reason ?? 'requested' }];
}

/** What was not started is cancelled, not stopped. */
function unstoppable(state: TaskState): Error {
  return illegal(state, state.lifecycle.stageFor('stop', state.stage) ?? meant(state, 'fail'));
}

/** A stop that comes after the end of a task is noted once, and masks nothing. */
function release(state: TaskState, outcome: 'stopped' | 'cancelled', entry: Grounds): readonly RawDraft[] {
  const isReleasable = state.outcome === 'success' || state.outcome === 'failure' || state.outcome === 'timeout';
  if (outcome !== 'stopped' || state.released || !isReleasable) return [];
  const message = entry.message ?? entry.reason;
  return [{ type: 'annotated', kind: 'released', attempt: state.attempt, ...(message !== undefined && { message }) }];
}

function kept(entry: Grounds): { message?: string; cause?: number } {
  return {
    ...(entry.message !== undefined && { message: entry.message }),
    ...(entry.cause !== undefined && { cause: entry.cause }),
  };
}

function endAsRequested(state: TaskState): readonly RawDraft[] {
  const { outcome, reason, message, cause } = state.request as NonNullable<TaskState['request']>;
  return lead(state, outcome === 'stopped' ? 'stop' : 'cancel', { reason, message, cause });
}

function record(state: TaskState, draft: Draft): readonly RawDraft[] {
  if (state.phase === 'done') throw closed(state, draft.type);
  if (draft.type !== 'changed' || state.observing) return [draft];
  const { attempt } = state;
  return [{ type: 'snapshot_taken', phase: 'before', label: 'before', attempt }, draft];
}

function annotate(state: TaskState, draft: DraftOf<'annotated'>): readonly RawDraft[] {
  if (draft.kind === 'invalidated' && state.outcome !== 'success') throw closed(state, 'invalidate');
  return [draft];
}
