import type { Draft, DraftOf, Stamp } from '../model/facts.ts';
import { type Meaning, meaningOf } from '../model/meaning.ts';
import { isInterruption } from '../model/interruption.ts';
import { isPending } from './limits.ts';
import type { TaskState } from './state.ts';

/** Applies one fact to the state of its task. Replay runs the same function. */
export function evolve(state: TaskState, fact: Draft, stamp: Stamp): void {
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
      state.since = stamp.mono;
      state.beat = stamp.mono;
      return;
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

function enterStage(state: TaskState, fact: DraftOf<'stage_changed'>, stamp: Stamp): void {
  if (fact.to !== state.stage) moveClocks(state, fact, stamp);
  const { phase, outcome } = meaningOf(fact);
  state.underway = isUnderway(state, fact, phase);
  if (!state.underway) state.request = undefined;
  if (fact.attempt !== state.attempt) beginAttempt(state, fact.attempt);
  state.stage = fact.to;
  state.phase = phase;
  state.outcome = outcome;
  state.record = stamp.seq;
  state.reason = fact.reason;
  state.message = fact.message;
  state.nextAttemptAt = fact.nextAttemptAt;
}

/** Closes the stretch that ran until now, or until the last sign of life of a lost owner. */
function moveClocks(state: TaskState, fact: DraftOf<'stage_changed'>, stamp: Stamp): void {
  if (state.phase === 'active') {
    const stretch = stretchOf(state, fact, stamp);
    state.ran += stretch;
    state.ranInAttempt += stretch;
  } else if (fact.lastSeenMono !== undefined && isPending(state)) state.waited += stretchOf(state, fact, stamp);
  state.since = stamp.mono;
  state.beat = stamp.mono;
}

function stretchOf({ since }: TaskState, { lastSeenMono }: DraftOf<'stage_changed'>, { mono }: Stamp): number {
  return Math.max(0, (lastSeenMono ?? mono) - since);
}

function beginAttempt(state: TaskState, attempt: number): void {
  state.attempt = attempt;
  state.waited = 0;
  state.ranInAttempt = 0;
  state.childNames = undefined;
}

function isUnderway(state: TaskState, fact: DraftOf<'stage_changed'>, phase: Meaning['phase']): boolean {
  if (phase === 'active') return true;
  return phase === 'paused' && state.underway && !isInterruption(fact);
}
