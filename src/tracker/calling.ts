import { encode } from '../codec/encode.ts';
import type { Json } from '../model/json.ts';
import { takeSegment } from '../rules/child-names.ts';
import { endOfKey } from '../views/ends-by-key.ts';
import { Call } from './call.ts';
import { createTask, pathIn } from './creating.ts';
import { EarlierChildren, isReusable } from './earlier-children.ts';
import type { Named } from './functions.ts';
import { gateOf } from './gate.ts';
import { LiveTask, liveOf } from './live-task.ts';
import type { Plan } from './plan.ts';
import type { Runtime } from './runtime.ts';

/** A call that is about to become a task. */
export interface Invocation {
  readonly named: Named;
  readonly plan: Plan;
  readonly args: readonly unknown[];
  /** What is run, given the task. */
  readonly work: (task: LiveTask) => unknown;
}

/**
 * The task of a call: a new one, the open one of the same key, or one that has ended and is reused.
 * @throws ValidationError, QueueFullError before anything is recorded
 */
export function invoke(runtime: Runtime, invocation: Invocation): LiveTask {
  const { plan, args } = invocation;
  const key = plan.keyOf?.(args);
  const reused = key === undefined ? undefined : (sharedBy(runtime, invocation, key) ?? endedBy(runtime, invocation, key));
  return reused ?? earlierIn(runtime, invocation, key) ?? begin(runtime, invocation, key);
}

function sharedBy(runtime: Runtime, { named }: Invocation, key: string): LiveTask | undefined {
  const open = named.keys.open(key);
  return open && !isInside(runtime, (task) => task === open) ? told(runtime, 'shared', open, key) : undefined;
}

function endedBy(runtime: Runtime, { named, plan }: Invocation, key: string): LiveTask | undefined {
  if (!plan.once) return undefined;
  const failuresToo = plan.options.cacheFailures ?? false;
  const ended = named.keys.ended(key, failuresToo) ?? recordedBy(runtime, named.name, plan, key);
  return ended && told(runtime, 'cache_hit', ended, key);
}

/** `once: 'journal'` reuses what stands in the record, whoever wrote it. */
function recordedBy(runtime: Runtime, name: string, { options }: Plan, key: string): LiveTask | undefined {
  if (options.once !== 'journal') return undefined;
  const position = endOfKey(runtime.engine.ledger, name, key);
  const task = position === undefined ? undefined : liveOf(runtime.taskAt(position));
  return task && (isReusable(task) || (options.cacheFailures && task.hasFailed)) ? task : undefined;
}

/** Inside a task that was resumed: what an earlier attempt has done already, or was about to. */
function earlierIn(runtime: Runtime, invocation: Invocation, key: string | undefined): LiveTask | undefined {
  const parent = invocation.plan.options.parent === undefined ? runtime.context.current : undefined;
  const earlier = parent && liveOf(parent).earlier;
  if (!parent || !earlier) return undefined;
  const path = pathIn(parent, invocation.named.name);
  const child = earlier.take(path, key);
  if (!child) return undefined;
  const { state } = liveOf(parent).entity;
  state.childNames ??= new Map();
  takeSegment(state.childNames, child.name, path.slice(path.lastIndexOf('/') + 1));
  return child.isInterrupted ? goOn(runtime, child, invocation) : told(runtime, 'cache_hit', child, key ?? child.path);
}

function told(runtime: Runtime, event: 'shared' | 'cache_hit', task: LiveTask, key: string): LiveTask {
  if (runtime.emitter.listenerCount(event) > 0) runtime.emitter.emit(event, { task, work: task.name, key });
  return task;
}

/** A new task. @param from the ended task that it goes on from */
export function begin(runtime: Runtime, invocation: Invocation, key: string | undefined, from?: LiveTask): LiveTask {
  const { named, plan } = invocation;
  const inside = isInLine(runtime, named);
  if (!inside) named.line.checkRoom(named.name, plan.concurrency, plan.maxPending);
  const task = createTask(runtime, named.name, birthOf(runtime, invocation, key, from));
  if (from) task.earlier = new EarlierChildren(from.children);
  const call = callOf(runtime, task, invocation, key);
  watchSignal(task, plan.options.signal);
  enter(task, plan, () => call.enter(inside));
  return task;
}

/** The next attempt of a task that was interrupted. */
export function goOn(runtime: Runtime, task: LiveTask, invocation: Invocation): LiveTask {
  task.earlier = new EarlierChildren(task.children);
  callOf(runtime, task, invocation, task.key).enter(isInLine(runtime, invocation.named), 'resumed');
  return task;
}

function callOf(runtime: Runtime, task: LiveTask, { named, plan, work, args }: Invocation, key: string | undefined): Call {
  if (key !== undefined) named.keys.add(key, task, plan.once);
  const call = new Call(runtime, task, plan, named, () => work(task), args);
  task.body = call;
  return call;
}

function birthOf(runtime: Runtime, { plan, args }: Invocation, key: string | undefined, from: LiveTask | undefined) {
  const { options } = plan;
  const recorded = options.resumable || (runtime.isDurable && args.length === 0) ? recordedArgs(plan, args) : undefined;
  if (plan.isPlain && key === undefined && !recorded && !from) return undefined;
  return { ...options, key, ...recorded, ...(from && { resumedFrom: from.id, parent: null }) };
}

/** What stands in the journal of the arguments, so that another process can call again. */
function recordedArgs({ options }: Plan, args: readonly unknown[]): { args: Json; argsRedacted?: true } {
  if (options.redact) return { args: encode(options.redact(args as never)).value, argsRedacted: true };
  const { value, lossy } = encode(args);
  return { args: value, ...(lossy && { argsRedacted: true }) };
}

/** Starts once the upstream tasks allow it. */
function enter(task: LiveTask, { options }: Plan, ready: () => void): void {
  if (task.isSettled) return;
  if (!options.after) return ready();
  const gate = gateOf(task, options.after, options.when, ready);
  if (!gate.isMet && !task.isSettled) task.command({ do: 'lead', role: 'queue', entry: { reason: 'dependency' } });
}

function watchSignal(task: LiveTask, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const cancel = () => task.cancel(signal.reason instanceof Error ? signal.reason.message : undefined);
  if (signal.aborted) return void cancel();
  signal.addEventListener('abort', cancel, { once: true });
  task.waiters.atEnd(() => signal.removeEventListener('abort', cancel));
}

function isInLine(runtime: Runtime, { line }: Named): boolean {
  return isInside(runtime, ({ body }) => body instanceof Call && body.line === line);
}

/** Whether the running code is inside of such a task, at any depth. */
function isInside(runtime: Runtime, test: (task: LiveTask) => boolean): boolean {
  let task: unknown = runtime.context.current;
  while (task instanceof LiveTask) {
    if (test(task)) return true;
    task = task.parent;
  }
  return false;
}
