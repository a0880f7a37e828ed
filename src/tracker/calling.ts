import { begin, goOn, isUntouched } from './beginning.ts';
import type { Within } from './inside.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import { type Earlier, earlierIn, endedBy, handBack, isReusable, sharedBy, takePlace } from './reusing.ts';
import type { Runtime } from './runtime.ts';

/**
 * The task of a call: a new one, the open one of the same key, or one that has ended and is reused.
 * @throws ValidationError, QueueFullError before anything is recorded, JournalError where nothing can be
 */
export function invoke(runtime: Runtime, invocation: Invocation): LiveTask {
  const within = runtime.context.current;
  const asked = invocation.plan.keyOf?.(invocation.args);
  const key = asked === undefined ? undefined : runtime.veil.key(asked);
  const reused = key === undefined ? undefined : reusedBy(runtime, invocation, key, within);
  return reused ?? again(runtime, invocation, key, within) ?? begin(runtime, invocation, key, within);
}

function reusedBy(runtime: Runtime, invocation: Invocation, key: string, within: Within): LiveTask | undefined {
  return sharedBy(runtime, invocation, key, within) ?? endedBy(runtime, invocation, key);
}

/** Inside a task that was resumed: what was finished is handed back, what was not goes on. */
function again(
  runtime: Runtime,
  invocation: Invocation,
  key: string | undefined,
  within: Within,
): LiveTask | undefined {
  const earlier = earlierIn(runtime, invocation, key, within);
  if (!earlier) return undefined;
  const { child } = earlier;
  if (isReusable(child)) return handBack(runtime, earlier, key);
  if (child.isInterrupted || isUntouched(child)) return goOnInside(runtime, invocation, earlier);
  return mayGoOn(child) ? begin(runtime, invocation, key, within, child) : undefined;
}

function goOnInside(runtime: Runtime, invocation: Invocation, earlier: Earlier): LiveTask {
  takePlace(earlier);
  return goOn(runtime, earlier.child, invocation);
}

function mayGoOn({ hasFailed, hasTimedOut, hasStopped, resumedTo }: LiveTask): boolean {
  return (hasFailed || hasTimedOut || hasStopped) && resumedTo === undefined;
}
