import { NotReachableError, TimeoutError, ValidationError } from '../model/errors.ts';
import { check, fields, oneOf, signal, span } from '../model/shape.ts';
import type { StatusRecord } from '../model/status.ts';
import { endingError } from './endings.ts';
import type { CommandedTask } from './commanded-task.ts';
import { patiently } from './patience.ts';
import type { UntilOptions } from './task.ts';
import type { Runtime } from './runtime.ts';
import type { End, Waiter } from './waiters.ts';

const untilOptions = fields({ signal, timeout: span, from: oneOf('start', 'now') });

/** What comes out of a task; rejects with the very error of its body, or with that of its end. */
export function resultOf(task: CommandedTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const awaiting = new Awaiting(task, resolve, reject);
    if (task.isHandedOut) awaiting.ended();
    else atEnd(task, awaiting);
  });
}

/** One who awaits what comes out. */
class Awaiting implements Awaited {
  readonly #task: CommandedTask;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: unknown) => void;

  constructor(task: CommandedTask, resolve: (value: unknown) => void, reject: (error: unknown) => void) {
    this.#task = task;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  ended(): void {
    let value: unknown;
    try {
      value = valueOf(this.#task);
    } catch (error) {
      return this.#reject(error);
    }
    this.#resolve(value);
  }
  handedOut(): void {
    this.ended();
  }
  read(): () => void {
    try {
      const value = valueOf(this.#task);
      return () => this.#resolve(value);
    } catch (error) {
      return () => this.#reject(error);
    }
  }
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
    const read = () => {
      const record = task.status();
      return () => resolve(record);
    };
    atEnd(task, { read, ended: () => read()() });
  });
}

/** Its end, or what came out where the end cannot be written. */
export function overOf(task: CommandedTask): Promise<void> {
  return new Promise((resolve) => {
    if (task.isHandedOut) resolve();
    else atEnd(task, { read: () => resolve, ended: resolve, handedOut: resolve });
  });
}

/** Somebody who waits for the end, and can be told of it later than it came. */
interface Awaited extends End {
  /** Reads what there is to tell; what it hands back tells it. */
  read(): () => void;
}

function atEnd(task: CommandedTask, awaited: Awaited): void {
  const end = task.runtime.durable ? onceDurable(task, task.runtime.durable, awaited) : awaited;
  if (task.entity.state.phase === 'done') return end.ended();
  task.waiters.atEnd(end);
  if (task.body) task.awaited();
}

/** With `durability: 'always'` an end is told once it is on stable storage; by then its task may have been let go. */
function onceDurable({ entity }: CommandedTask, durable: NonNullable<Runtime['durable']>, awaited: Awaited): End {
  const ended = () => {
    const tell = awaited.read();
    void durable(entity.state.record).then(tell, tell);
  };
  return { ended, ...(awaited.handedOut && { handedOut: () => awaited.handedOut?.() }) };
}

/** The record of the first of some stages that comes, or came. */
export async function untilOf(
  task: CommandedTask,
  stage: string | readonly string[],
  options: UntilOptions = {},
): Promise<StatusRecord> {
  const wanted = Array.isArray(stage) ? (stage as readonly string[]) : [stage as string];
  check(untilOptions, options, 'UntilOptions');
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
