import type { Draft, DraftOf, Stamp } from '../model/facts.ts';
import { type Meaning, meaningOf } from '../model/meaning.ts';
import { isInterruption } from '../model/interruption.ts';
import { Creation } from '../model/creation.ts';
import { Move } from '../model/move.ts';
import { ResultMove } from '../model/result-move.ts';
import { isPending } from './limits.ts';
import type { TaskState } from './state.ts';

type StageChange = DraftOf<'stage_changed'>;

/** Applies one fact to the state of its task. Replay runs the same function. The usual records are told at a glance. */
export function evolve(state: TaskState, fact: Draft, stamp: Stamp): void {
  if (fact instanceof Move) move(state, fact, stamp);
  else if (fact instanceof ResultMove) move(state, fact.move, stamp);
  else if (fact instanceof Creation) begin(state, stamp);
  else apply(state, fact, stamp);
}

function apply(state: TaskState, fact: Draft, stamp: Stamp): void {
  switch (fact.type) {
    case 'stage_changed':
      return enterStage(state, fact, stamp);
    case 'cancel_requested':
      state.request = {
        seq: stamp.seq,
        outcome: fact.outcome,
        reason: fact.reason,
        message: fact.message,
        cause: fact.cause,
      };
      return;
    case 'heartbeat':
    case 'progressed':
      state.beat = stamp.mono;
      return;
    case 'annotated':
      if (fact.kind === 'released') state.released = true;
      return;
    case 'snapshot_taken':
      if (fact.phase === 'before') state.observing = true;
      return;
    case 'task_created':
      return begin(state, stamp);
    case 'rejected':
    case 'metadata_changed':
    case 'changed':
    case 'step_started':
    case 'step_ended':
    case 'recovered':
      return;
    default:
      fact satisfies never;
  }
}

function begin(state: TaskState, { mono }: Stamp): void {
  state.since = mono;
  state.beat = mono;
}

/** A usual record: it says where to, in which attempt and why, and what it means is known. */
function move(state: TaskState, record: Move, stamp: Stamp): void {
  const { to, attempt, reason, meaning } = record;
  if (to !== state.stage) moveClocks(state, stamp, undefined);
  enterPhase(state, record, meaning, attempt);
  state.stage = to;
  state.record = stamp.seq;
  state.reason = reason;
  state.message = undefined;
  state.nextAttemptAt = undefined;
}

function enterStage(state: TaskState, record: StageChange, stamp: Stamp): void {
  const { to, attempt, reason, message, nextAttemptAt } = record;
  if (to !== state.stage) moveClocks(state, stamp, record.lastSeenMono);
  enterPhase(state, record, meaningOf(record), attempt);
  state.stage = to;
  state.record = stamp.seq;
  state.reason = reason;
  state.message = message;
  state.nextAttemptAt = nextAttemptAt;
}

function enterPhase(state: TaskState, record: StageChange, { phase, outcome }: Meaning, attempt: number): void {
  state.underway = isUnderway(state, record, phase);
  if (!state.underway) state.request = undefined;
  if (attempt !== state.attempt) beginAttempt(state, attempt);
  state.phase = phase;
  state.outcome = outcome;
}

/** Closes the stretch that ran until now, or until the last sign of life of a lost owner. */
function moveClocks(state: TaskState, stamp: Stamp, lastSeenMono: number | undefined): void {
  if (state.phase === 'active') {
    const stretch = Math.max(0, (lastSeenMono ?? stamp.mono) - state.since);
    state.ran += stretch;
    state.ranInAttempt += stretch;
  } else if (lastSeenMono !== undefined && isPending(state)) state.waited += Math.max(0, lastSeenMono - state.since);
  begin(state, stamp);
}

function beginAttempt(state: TaskState, attempt: number): void {
  state.attempt = attempt;
  state.waited = 0;
  state.ranInAttempt = 0;
  state.childNames = undefined;
}

function isUnderway(state: TaskState, record: StageChange, phase: Meaning['phase']): boolean {
  if (phase === 'active') return true;
  return phase === 'paused' && state.underway && !isInterruption(record);
}
