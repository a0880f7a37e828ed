import type { LimitReason } from '../model/reasons.ts';
import type { TaskState } from './state.ts';

/** The limits of one task. Lengths in milliseconds; `deadline` in epoch milliseconds. */
export interface Limits {
  readonly pendingTimeout?: number | undefined;
  readonly attemptTimeout?: number | undefined;
  readonly timeout?: number | undefined;
  readonly heartbeatTimeout?: number | undefined;
  readonly deadline?: number | undefined;
}

/** The limit that comes next, and in how many milliseconds; a passed one has 0 or less. */
export interface NextLimit {
  readonly reason: LimitReason;
  readonly inMs: number;
}

interface Clocks {
  readonly now: number;
  readonly mono: number;
}

/** Which limit ends the task or its attempt next, if it stays in its stage. Pauses count for the deadline only. */
export function nextLimit(state: TaskState, limits: Limits, clocks: Clocks): NextLimit | undefined {
  if (state.phase === 'done') return undefined;
  const inStage = clocks.mono - state.since;
  return soonest([
    until('deadline', limits.deadline, clocks.now),
    isPending(state) ? until('pending_timeout', limits.pendingTimeout, state.waited + inStage) : undefined,
    ...(state.phase === 'active' ? whileRunning(state, limits, clocks.mono, inStage) : []),
  ]);
}

function whileRunning(state: TaskState, limits: Limits, mono: number, inStage: number): (NextLimit | undefined)[] {
  return [
    until('run_timeout', limits.timeout, state.ran + inStage),
    until('attempt_timeout', limits.attemptTimeout, state.ranInAttempt + inStage),
    until('heartbeat_lost', limits.heartbeatTimeout, mono - state.beat),
  ];
}

/** Waiting, and not for a back-off. */
export function isPending(state: TaskState): boolean {
  return state.phase === 'waiting' && state.nextAttemptAt === undefined;
}

function until(reason: LimitReason, limit: number | undefined, used: number): NextLimit | undefined {
  return limit === undefined ? undefined : { reason, inMs: limit - used };
}

function soonest(limits: readonly (NextLimit | undefined)[]): NextLimit | undefined {
  let first: NextLimit | undefined;
  for (const limit of limits) if (limit && (!first || limit.inMs < first.inMs)) first = limit;
  return first;
}
