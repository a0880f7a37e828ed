import { Call } from './call.ts';
import type { Invocation } from './invocation.ts';
import type { Line } from './line.ts';
import { LiveTask } from './live-task.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

/** The task that the running code is inside of; looked up once for each call, since that is dear. */
export type Within = Task | undefined;

/** Whether a call is made inside of such a task, at any depth: where the code runs, or under the parent that it names. */
export function isInside(
  runtime: Runtime,
  { plan }: Invocation,
  within: Within,
  test: (task: LiveTask) => boolean,
): boolean {
  const { parent } = plan;
  const named = parent ? runtime.taskOf(parent) : undefined;
  return isWithin(within, test) || (named !== undefined && isWithin(named, test));
}

/** A call never waits in a line for a call that it is inside of. */
export function isInsideLine(runtime: Runtime, invocation: Invocation, within: Within): boolean {
  if (within === undefined && !invocation.plan.parent) return false;
  return isInside(runtime, invocation, within, isIn(invocation.named.line));
}

function isIn(line: Line): (task: LiveTask) => boolean {
  return ({ body }) => body instanceof Call && body.place.line === line;
}

function isWithin(innermost: unknown, test: (task: LiveTask) => boolean): boolean {
  for (let task = innermost; task instanceof LiveTask && task.isKept; task = task.parent) if (test(task)) return true;
  return false;
}
