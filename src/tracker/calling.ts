import type { Command } from '../model/commands.ts';
import { JournalError } from '../model/errors.ts';
import { Call } from './call.ts';
import { birthOf } from './birth.ts';
import { createTask } from './creating.ts';
import { EarlierChildren } from './earlier-children.ts';
import { recordedGate } from './gate.ts';
import { isInsideLine } from './inside.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import { type Earlier, earlierIn, endedBy, handBack, isReusable, sharedBy, takePlace } from './reusing.ts';
import type { Runtime } from './runtime.ts';

/**
 * The task of a call: a new one, the open one of the same key, or one that has ended and is reused.
 * @throws ValidationError, QueueFullError before anything is recorded, JournalError where nothing can be
 */
export function invoke(runtime: Runtime, invocation: Invocation): LiveTask {
  const asked = invocation.plan.keyOf?.(invocation.args);
  const key = asked === undefined ? undefined : runtime.veil.key(asked);
  const reused =
    key === undefined ? undefined : (sharedBy(runtime, invocation, key) ?? endedBy(runtime, invocation, key));
  return reused ?? again(runtime, invocation, key) ?? begin(runtime, invocation, key);
}

/** Inside a task that was resumed: what was finished is handed back, what was not goes on. */
function again(runtime: Runtime, invocation: Invocation, key: string | undefined): LiveTask | undefined {
  const earlier = earlierIn(runtime, invocation, key);
  if (!earlier) return undefined;
  if (isReusable(earlier.child)) return handBack(runtime, earlier, key);
  if (earlier.child.isInterrupted || isUntouched(earlier.child)) return goOnInside(runtime, invocation, earlier);
  return mayGoOn(earlier.child) ? begin(runtime, invocation, key, earlier.child) : undefined;
}

/** The crash came after it was created and before it was started. */
function isUntouched({ entity: { state } }: LiveTask): boolean {
  return state.record === 0;
}

function goOnInside(runtime: Runtime, invocation: Invocation, earlier: Earlier): LiveTask {
  takePlace(earlier);
  return goOn(runtime, earlier.child, invocation);
}

function mayGoOn({ hasFailed, hasTimedOut, hasStopped, resumedTo }: LiveTask): boolean {
  return (hasFailed || hasTimedOut || hasStopped) && resumedTo === undefined;
}

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

function watchSignal(task: LiveTask, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const why = () => (signal.reason instanceof Error ? signal.reason.message : undefined);
  const cancel = () => cancelQuietly(task, why());
  if (signal.aborted) return cancel();
  signal.addEventListener('abort', cancel, { once: true });
  task.waiters.atEnd(() => signal.removeEventListener('abort', cancel));
}

/** Whoever aborts the signal is not to be harmed by the journal. */
function cancelQuietly(task: LiveTask, why: string | undefined): void {
  try {
    task.cancel(why);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    task.runtime.debts.owe(() => void task.cancel(why));
  }
}
