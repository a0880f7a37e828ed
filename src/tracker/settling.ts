import { type Command, type Entry, nothing, OnlyResult } from '../model/commands.ts';
import type { LimitReason } from '../model/reasons.ts';
import type { Delivery } from './bound-task.ts';
import { cutOff, timedOut } from './endings.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import { nextAttemptAt } from './retrying.ts';
import { judged } from './schemas.ts';

/**
 * What becomes of what a body delivers, and of a limit that passes: the end of the task, or its next attempt.
 *
 * 1. What the body threw goes by `onError`; a limit, or a value that does not fit its schema, is refused in any case.
 * 2. A further attempt that cannot be recorded is none: the caller gets the error of this one.
 */
export function returned(task: LiveTask, plan: Plan, attempt: number, value: unknown): void {
  const { schema } = plan;
  if (!schema) return succeed(task, attempt, value);
  judged(
    schema,
    value,
    () => succeed(task, attempt, value),
    (error) => refuse(task, plan, attempt, error),
  );
}

export function threw(task: LiveTask, plan: Plan, attempt: number, error: unknown): void {
  const reason = 'user_exception';
  if (isRetried(task, plan, attempt, reason, error)) return;
  if (plan.onError !== 'value') settle(task, attempt, 'fail', { reason, error }, { error });
  else settle(task, attempt, 'succeed', { caughtError: error }, { value: undefined, caught: error });
}

/** A limit of the attempt leads to the next one, if there is one; any other ends the task. */
export function passed(task: LiveTask, plan: Plan, reason: LimitReason): void {
  const { abort, entity, path } = task;
  const error = timedOut(path, reason);
  const isOfAttempt = reason === 'attempt_timeout' || reason === 'heartbeat_lost';
  const next = isOfAttempt ? nextOf(task, plan, entity.state.attempt, error) : undefined;
  const delivery = { error, isRefusal: true } as const;
  const retry = { do: 'lead', role: 'retry', entry: { reason, error, nextAttemptAt: next } } as const;
  const isFollowed = next !== undefined && task.tries(delivery, retry);
  if (!isFollowed) task.offer(delivery, { do: 'lead', role: 'time_out', entry: { reason, error } });
  abort.abort(error);
}

/** The grace time of a body that was asked to end is over. */
export function giveUp(task: LiveTask): void {
  const error = cutOff(task);
  task.offer(error && { error, isRefusal: true }, { do: 'give_up' });
}

function succeed(task: LiveTask, attempt: number, value: unknown): void {
  settle(task, attempt, 'succeed', value === undefined ? nothing : new OnlyResult(value), { value });
}

function refuse(task: LiveTask, plan: Plan, attempt: number, error: unknown): void {
  const reason = 'invalid_return_value';
  if (isRetried(task, plan, attempt, reason, error)) return;
  settle(task, attempt, 'fail', { reason, error }, { error, isRefusal: true });
}

function isRetried(task: LiveTask, plan: Plan, attempt: number, reason: string, error: unknown): boolean {
  const next = nextOf(task, plan, attempt, error);
  if (next === undefined) return false;
  return task.tries({ error }, settling(attempt, 'retry', { reason, error, nextAttemptAt: next }));
}

function settle(task: LiveTask, attempt: number, role: 'succeed' | 'fail', entry: Entry, delivery: Delivery): void {
  task.offer(delivery, settling(attempt, role, entry));
}

function nextOf(task: LiveTask, plan: Plan, attempt: number, error: unknown): number | undefined {
  return nextAttemptAt(plan, attempt, error, task.runtime.clock.now());
}

function settling(attempt: number, role: 'succeed' | 'fail' | 'retry', entry: Entry): Command {
  return { do: 'settle', attempt, role, entry };
}
