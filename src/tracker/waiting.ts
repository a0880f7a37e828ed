import { NotReachableError, TimeoutError, ValidationError } from '../model/errors.ts';
import type { StatusRecord } from '../model/status.ts';
import { endingError } from './endings.ts';
import type { CommandedTask } from './commanded-task.ts';
import { patiently } from './patience.ts';
import type { UntilOptions } from './task.ts';
import type { Waiter } from './waiters.ts';

/** What comes out of a task; rejects with the very error of its body, or with that of its end. */
export function resultOf(task: CommandedTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const read = () => {
      try {
        const value = valueOf(task);
        return () => resolve(value);
      } catch (error) {
        const reason = error as Error;
        return () => reject(reason);
      }
    };
    if (task.isHandedOut) read()();
    else atEnd(task, read, () => read()());
  });
}

/** @throws what the body threw, or the error of the end */
function valueOf(task: CommandedTask): unknown {
  const { delivery, isHandedOut } = task;
  const isSuccess = task.entity.state.outcome === 'success';
  if (delivery && 'value' in delivery && (isSuccess || isHandedOut)) return delivery.value;
  if (isSuccess) return task.status().result;
  throw errorOf(task);
}

function errorOf(task: CommandedTask): Error {
  const { delivery } = task;
  return delivery && 'error' in delivery ? (delivery.error as Error) : endingError(task.path, task.status());
}

/** The end record. */
export function settledOf(task: CommandedTask): Promise<StatusRecord> {
  return new Promise((resolve) => {
    atEnd(task, () => {
      const record = task.status();
      return () => resolve(record);
    });
  });
}

/** Its end, or what came out where the end cannot be written. */
export function overOf(task: CommandedTask): Promise<void> {
  return new Promise((resolve) => (task.isHandedOut ? resolve() : atEnd(task, () => resolve, resolve)));
}

/**
 * With `durability: 'always'` an end is told once it is on stable storage; by then its task may have been let go.
 * @param read what there is to tell, read at the end
 */
function atEnd(task: CommandedTask, read: () => () => void, atHandOut?: () => void): void {
  const { durable } = task.runtime;
  const tell = () => {
    const action = read();
    if (durable) void durable(task.entity.state.record).then(action, action);
    else action();
  };
  if (task.entity.state.phase === 'done') return tell();
  task.waiters.atEnd(tell, atHandOut);
  task.harmless(() => task.body?.awaited());
}

/** The record of the first of some stages that comes, or came. */
export async function untilOf(
  task: CommandedTask,
  stage: string | readonly string[],
  options: UntilOptions = {},
): Promise<StatusRecord> {
  const wanted = Array.isArray(stage) ? (stage as readonly string[]) : [stage as string];
  checkStages(task, wanted);
  options.signal?.throwIfAborted();
  const passed = options.from === 'now' ? undefined : passedRecord(task, wanted);
  if (passed) return passed;
  const current = task.entity.state.stage;
  if (!canCome(task, current, wanted)) throw notReachable(task, current, wanted);
  return await firstOf(task, wanted, options);
}

function firstOf(
  task: CommandedTask,
  wanted: readonly string[],
  { signal, timeout }: UntilOptions,
): Promise<StatusRecord> {
  const tooLate = () => lateFor(task, wanted);
  return patiently(task.runtime.deadlines, { signal, timeout, tooLate }, ({ give, refuse }) => {
    const waiter: Waiter = ({ stage, record }) => {
      if (wanted.includes(stage)) give(record());
      else if (!canCome(task, stage, wanted)) refuse(notReachable(task, stage, wanted));
      else return false;
      return true;
    };
    task.waiters.add(waiter);
    task.body?.awaited();
    return () => task.waiters.remove(waiter);
  });
}

function passedRecord(task: CommandedTask, wanted: readonly string[]): StatusRecord | undefined {
  const current = task.status();
  if (wanted.includes(current.stage)) return current;
  return task.history.find(({ stage }) => wanted.includes(stage));
}

function canCome(task: CommandedTask, stage: string, wanted: readonly string[]): boolean {
  const { lifecycle } = task.entity.state;
  return wanted.some((target) => lifecycle.canReach(stage, target));
}

function checkStages(task: CommandedTask, wanted: readonly string[]): void {
  const { lifecycle } = task.entity.state;
  const unknown = wanted.find((stage) => !lifecycle.stages.includes(stage));
  if (wanted.length > 0 && unknown === undefined) return;
  const message =
    unknown === undefined
      ? 'No stage was given.'
      : `'${task.runtime.redactor.text(unknown)}' is not a stage of '${lifecycle.name}'.`;
  const fix = `Give one of: ${lifecycle.stages.join(', ')}.`;
  throw new ValidationError('unknown_stage', message, fix, 'stage');
}

function notReachable(task: CommandedTask, stage: string, wanted: readonly string[]): NotReachableError {
  const message = `${task.path} is in '${stage}', from where '${wanted.join("', '")}' cannot come any more.`;
  const fix = 'Wait for a stage that can still come, or use settled(), which takes any end.';
  return new NotReachableError('not_reachable', message, fix);
}

function lateFor(task: CommandedTask, wanted: readonly string[]): TimeoutError {
  const message = `${task.path} did not come to '${wanted.join("', '")}' in time; it is in '${task.entity.state.stage}'.`;
  return new TimeoutError('until_timeout', message, 'Wait longer, or look at why() of the task.');
}
