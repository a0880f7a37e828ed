import { Call } from './call.ts';
import type { Invocation } from './invocation.ts';
import { LiveTask } from './live-task.ts';
import type { Runtime } from './runtime.ts';

/** Whether a call is made inside of such a task, at any depth: where the code runs, or under the parent that it names. */
export function isInside(runtime: Runtime, { plan }: Invocation, test: (task: LiveTask) => boolean): boolean {
  const { parent } = plan.options;
  const named = parent ? runtime.taskOf(parent) : undefined;
  return isWithin(runtime.context.current, test) || (named !== undefined && isWithin(named, test));
}

/** A call never waits in a line for a call that it is inside of. */
export function isInsideLine(runtime: Runtime, invocation: Invocation): boolean {
  const { line } = invocation.named;
  return isInside(runtime, invocation, ({ body }) => body instanceof Call && body.place.line === line);
}

function isWithin(innermost: unknown, test: (task: LiveTask) => boolean): boolean {
  for (let task = innermost; task instanceof LiveTask && task.isKept; task = task.parent) if (test(task)) return true;
  return false;
}
