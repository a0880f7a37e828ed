import type { Command } from '../model/commands.ts';
import { birthOf } from './birth.ts';
import { Call } from './call.ts';
import { createTask } from './creating.ts';
import { EarlierChildren } from './earlier-children.ts';
import { recordedGate } from './gate.ts';
import { isInsideLine } from './inside.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import { watchSignal } from './own-signal.ts';
import type { Runtime } from './runtime.ts';

/** A call that becomes a new task. */
interface Beginning {
  readonly runtime: Runtime;
  readonly invocation: Invocation;
  readonly key: string | undefined;
  readonly isInside: boolean;
  /** The ended task that it goes on from. */
  readonly from: LiveTask | undefined;
}

/** A new task. @param from the ended task that it goes on from */
export function begin(runtime: Runtime, invocation: Invocation, key: string | undefined, from?: LiveTask): LiveTask {
  const { named, plan } = invocation;
  const isInside = isInsideLine(runtime, invocation);
  if (!isInside) named.line.checkRoom(named.name, plan.concurrency, plan.maxPending);
  const { after, signal } = plan.options;
  const begins = after || signal?.aborted ? beginLater : beginNow;
  return begins({ runtime, invocation, key, isInside, from });
}

/** Its creation and its start, or its place in the line, are one write. */
function beginNow(beginning: Beginning): LiveTask {
  const { invocation, key, isInside } = beginning;
  let call: Call | undefined;
  try {
    const task = create(beginning, (born) => {
      call = callOf(born, invocation, key);
      return call.first(isInside);
    });
    watchSignal(task, invocation.plan.options.signal);
    call?.begin();
    return task;
  } catch (error) {
    if (call) forget(call, invocation, key);
    throw error;
  }
}

/** It waits for the tasks that it comes after, or has been cancelled before it could begin. */
function beginLater(beginning: Beginning): LiveTask {
  const { invocation, key, isInside } = beginning;
  const task = create(beginning);
  watchSignal(task, invocation.plan.options.signal);
  if (!task.isSettled) enter(task, invocation, key, isInside);
  return task;
}

function create({ runtime, invocation, key, from }: Beginning, first?: (task: LiveTask) => Command): LiveTask {
  const task = createTask(runtime, invocation.named.name, birthOf(runtime, invocation, key, from), first);
  if (from) task.earlier = new EarlierChildren(from);
  return task;
}

/** The next attempt of a task that was interrupted. */
export function goOn(runtime: Runtime, task: LiveTask, invocation: Invocation): LiveTask {
  if (runtime.refusal) throw runtime.refusal;
  task.earlier = new EarlierChildren(task);
  const reason = isUntouched(task) ? undefined : 'resumed';
  enter(task, invocation, task.key, isInsideLine(runtime, invocation), reason);
  return task;
}

function callOf(task: LiveTask, { named, plan, work, args }: Invocation, key: string | undefined): Call {
  const call = new Call(task, plan, named, () => work(task), args);
  task.body = call;
  if (key !== undefined) named.keys.add(key, task, plan.once);
  return call;
}

function forget(call: Call, { named }: Invocation, key: string | undefined): void {
  call.abandon();
  call.task.body = undefined;
  if (key !== undefined) named.keys.drop(key, call.task);
}

/** Starts, as soon as the tasks that it comes after and the line allow it. */
function enter(
  task: LiveTask,
  invocation: Invocation,
  key: string | undefined,
  isInside: boolean,
  reason?: string,
): void {
  const call = callOf(task, invocation, key);
  try {
    if (invocation.plan.options.after || task.isInterrupted) enterOrWait(task, call, isInside, reason);
    else call.enter(isInside, reason);
  } catch (error) {
    forget(call, invocation, key);
    abandon(task);
    throw error;
  }
}

function enterOrWait(task: LiveTask, call: Call, isInside: boolean, reason: string | undefined): void {
  let isLate = false;
  const ready = () => (isLate ? call.enterLate(isInside, reason) : call.enter(isInside, reason));
  task.gate = recordedGate(task, ready);
  isLate = true;
  if (!task.gate) call.enter(isInside, reason);
  else if (!task.gate.isMet && !task.isSettled)
    task.command({ do: 'lead', role: 'queue', entry: { reason: 'dependency' } });
}

/** What could not begin is no open task: a new one is cancelled, an interrupted one stays as it is. */
function abandon(task: LiveTask): void {
  if (task.isInterrupted) return;
  const entry = { reason: 'journal_failed', message: 'Its start could not be recorded.' };
  task.offer(undefined, { do: 'lead', role: 'cancel', entry });
}

/** The crash came after it was created and before it was started. */
export function isUntouched({ entity: { state } }: LiveTask): boolean {
  return state.record === 0;
}
