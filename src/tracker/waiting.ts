import { NotReachableError, TimeoutError, ValidationError } from '../model/errors.ts';
import { toMs } from '../model/span.ts';
import type { StatusRecord } from '../model/status.ts';
import { endingError } from './endings.ts';
import type { Commanded } from './commanded.ts';
import type { UntilOptions } from './task.ts';
import type { Waiter } from './waiters.ts';

/** What comes out of a task; rejects with the very error of its body, or with that of its end. */
export async function resultOf(task: Commanded): Promise<unknown> {
  const status = await endOf(task);
  const { delivery } = task;
  if (status.outcome === 'success') return delivery && 'value' in delivery ? delivery.value : status.result;
  throw delivery && 'error' in delivery ? delivery.error : endingError(task.path, status);
}

/** The end record. */
export function settledOf(task: Commanded): Promise<StatusRecord> {
  return endOf(task);
}

function endOf(task: Commanded): Promise<StatusRecord> {
  if (task.isSettled) return Promise.resolve(task.status());
  return new Promise((resolve) => waitFor(task, { seen: (status) => status.phase === 'done' && served(resolve, status) }));
}

function waitFor(task: Commanded, waiter: Waiter): void {
  task.waiters.add(waiter);
  task.body?.awaited();
}

function served<T>(resolve: (value: T) => void, value: T): true {
  resolve(value);
  return true;
}

/** The record of the first of some stages that comes, or came. */
export async function untilOf(
  task: Commanded,
  stage: string | readonly string[],
  { signal, timeout, from = 'start' }: UntilOptions = {},
): Promise<StatusRecord> {
  const wanted = typeof stage === 'string' ? [stage] : stage;
  checkStages(task, wanted);
  signal?.throwIfAborted();
  const passed = from === 'start' ? passedRecord(task, wanted) : undefined;
  if (passed) return passed;
  if (!canCome(task, wanted)) throw notReachable(task, wanted);
  return await firstOf(task, wanted, signal, timeout === undefined ? undefined : toMs(timeout, 'timeout'));
}

function firstOf(task: Commanded, wanted: readonly string[], signal: AbortSignal | undefined, timeoutMs: number | undefined) {
  const { deadlines } = task.runtime;
  return new Promise<StatusRecord>((resolve, reject) => {
    const waiter: Waiter = {
      seen(status) {
        if (wanted.includes(status.stage)) return finish(() => resolve(status));
        return !canCome(task, wanted) && finish(() => reject(notReachable(task, wanted)));
      },
    };
    const finish = (settle: () => void): true => {
      if (timer) deadlines.cancel(timer);
      signal?.removeEventListener('abort', aborted);
      task.waiters.remove(waiter);
      settle();
      return true;
    };
    const aborted = () => finish(() => reject(signal?.reason as Error));
    const late = () => finish(() => reject(tooLate(task, wanted)));
    const timer = timeoutMs === undefined ? undefined : deadlines.add(timeoutMs, true, late);
    signal?.addEventListener('abort', aborted);
    waitFor(task, waiter);
  });
}

function passedRecord(task: Commanded, wanted: readonly string[]): StatusRecord | undefined {
  const current = task.status();
  if (wanted.includes(current.stage)) return current;
  return task.history.find(({ stage }) => wanted.includes(stage));
}

function canCome(task: Commanded, wanted: readonly string[]): boolean {
  const { lifecycle, stage } = task.entity.state;
  return wanted.some((target) => lifecycle.canReach(stage, target));
}

function checkStages(task: Commanded, wanted: readonly string[]): void {
  const { lifecycle } = task.entity.state;
  const unknown = wanted.find((stage) => !lifecycle.stages.includes(stage));
  if (wanted.length > 0 && unknown === undefined) return;
  const message = unknown === undefined ? 'No stage was given.' : `'${unknown}' is not a stage of '${lifecycle.name}'.`;
  const fix = `Give one of: ${lifecycle.stages.join(', ')}.`;
  throw new ValidationError('unknown_stage', message, fix, 'stage');
}

function notReachable(task: Commanded, wanted: readonly string[]): NotReachableError {
  const { stage } = task.entity.state;
  const message = `${task.path} is in '${stage}', from where '${wanted.join("', '")}' cannot come any more.`;
  const fix = 'Wait for a stage that can still come, or use settled(), which takes any end.';
  return new NotReachableError('not_reachable', message, fix);
}

function tooLate(task: Commanded, wanted: readonly string[]): TimeoutError {
  const message = `${task.path} did not come to '${wanted.join("', '")}' in time; it is in '${task.entity.state.stage}'.`;
  return new TimeoutError('until_timeout', message, 'Wait longer, or look at why() of the task.');
}
