import type { Command } from '../model/commands.ts';
import { birthOf } from './birth.ts';
import { Call } from './call.ts';
import { type Birth, type Creating, createTask } from './creating.ts';
import { EarlierChildren } from './earlier-children.ts';
import { recordedGate } from './gate.ts';
import { isInsideLine, type Within } from './inside.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import { watchSignal } from './own-signal.ts';
import type { Runtime } from './runtime.ts';

/** How a call becomes a new task. */
interface Circumstances {
  readonly key: string | undefined;
  readonly within: Within;
  readonly isInside: boolean;
  /** The ended task that it goes on from. */
  readonly from: LiveTask | undefined;
}

/** A call whose task is created together with its start, or with its place in the line. */
class Beginning implements Creating {
  readonly birth: Birth | undefined;
  readonly within: Within;
  readonly #invocation: Invocation;
  readonly #how: Circumstances;
  call: Call | undefined = undefined;

  constructor(birth: Birth | undefined, invocation: Invocation, how: Circumstances) {
    this.birth = birth;
    this.within = how.within;
    this.#invocation = invocation;
    this.#how = how;
  }

  first(task: LiveTask): Command {
    this.call = callOf(task, this.#invocation, this.#how.key);
    return this.call.first(this.#how.isInside);
  }
}

/**
 * A new task.
 * @param within the task that the call is made inside of
 * @param from the ended task that it goes on from
 */
export function begin(
  runtime: Runtime,
  invocation: Invocation,
  key: string | undefined,
  within: Within,
  from?: LiveTask,
): LiveTask {
  const { named, plan } = invocation;
  const isInside = isInsideLine(runtime, invocation, within);
  if (!isInside && plan.maxPending !== Number.POSITIVE_INFINITY)
    named.line.checkRoom(named.name, plan.concurrency, plan.maxPending);
  const begins = plan.isAfter || plan.signal?.aborted ? beginLater : beginNow;
  return begins(runtime, invocation, { key, within, isInside, from });
}

/** Its creation and its start, or its place in the line, are one write. */
function beginNow(runtime: Runtime, invocation: Invocation, how: Circumstances): LiveTask {
  const beginning = new Beginning(birthOf(runtime, invocation, how.key, how.from), invocation, how);
  try {
    const task = create(runtime, invocation, beginning, how.from);
    beginning.call?.begin();
    return task;
  } catch (error) {
    if (beginning.call) forget(beginning.call, invocation, how.key);
    throw error;
  }
}

/** It waits for the tasks that it comes after, or has been cancelled before it could begin. */
function beginLater(runtime: Runtime, invocation: Invocation, how: Circumstances): LiveTask {
  const { key, within, isInside, from } = how;
  const task = create(runtime, invocation, { birth: birthOf(runtime, invocation, key, from), within }, from);
  if (!task.isSettled) enter(task, invocation, key, isInside);
  return task;
}

function create(
  runtime: Runtime,
  { named, plan }: Invocation,
  creating: Creating,
  from: LiveTask | undefined,
): LiveTask {
  const task = createTask(runtime, named.name, creating);
  if (from) task.earlier = new EarlierChildren(from);
  if (plan.signal) watchSignal(task, plan.signal);
  return task;
}

/** The next attempt of a task that was interrupted. */
export function goOn(runtime: Runtime, task: LiveTask, invocation: Invocation): LiveTask {
  if (runtime.refusal) throw runtime.refusal;
  task.earlier = new EarlierChildren(task);
  const reason = isUntouched(task) ? undefined : 'resumed';
  enter(task, invocation, task.key, isInsideLine(runtime, invocation, runtime.context.current), reason);
  return task;
}

function callOf(task: LiveTask, invocation: Invocation, key: string | undefined): Call {
  const call = new Call(task, invocation);
  task.body = call;
  if (key !== undefined) invocation.named.keys.add(key, task, invocation.plan.once);
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
    if (invocation.plan.isAfter || task.isInterrupted) enterOrWait(task, call, isInside, reason);
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
