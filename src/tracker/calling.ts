import { begin, goOn, isUntouched } from './beginning.ts';
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

function goOnInside(runtime: Runtime, invocation: Invocation, earlier: Earlier): LiveTask {
  takePlace(earlier);
  return goOn(runtime, earlier.child, invocation);
}

function mayGoOn({ hasFailed, hasTimedOut, hasStopped, resumedTo }: LiveTask): boolean {
  return (hasFailed || hasTimedOut || hasStopped) && resumedTo === undefined;
}
