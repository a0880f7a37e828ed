import { takeSegment } from '../rules/child-names.ts';
import { isInvalidated } from '../views/annotations.ts';
import { endOfKey } from '../views/ends-by-key.ts';
import { pathIn } from './creating.ts';
import type { Named } from './functions.ts';
import { isInside, type Within } from './inside.ts';
import type { Invocation } from './invocation.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import type { Plan } from './plan.ts';
import { recalledBy } from './recalling.ts';
import type { Runtime } from './runtime.ts';

/** The open task of the same key, which a call joins: not one that it is inside of. */
export function sharedBy(runtime: Runtime, invocation: Invocation, key: string, within: Within): LiveTask | undefined {
  const open = invocation.named.keys
    .open(key)
    .find((task) => !isInside(runtime, invocation, within, (outer) => outer === task));
  return open && told(runtime, 'shared', open, key);
}

/** The end of the same key, which a call with `once` gets instead of running. */
export function endedBy(runtime: Runtime, { named, plan }: Invocation, key: string): LiveTask | undefined {
  if (!plan.once) return undefined;
  const reused = endOf(runtime, named, plan, key);
  return reused && told(runtime, 'cache_hit', reused, key);
}

/** `once: 'journal'` reuses what stands in the record, whoever wrote it, and what memory has let go of. */
function endOf(runtime: Runtime, named: Named, { options }: Plan, key: string): LiveTask | undefined {
  const { once, cacheFailures = false } = options;
  const here = named.keys.ended(key);
  if (here?.isKept) return ifReused(here, cacheFailures);
  if (once !== 'journal') return undefined;
  const position = endOfKey(runtime.engine.ledger, named.name, key);
  if (position === undefined) return recalledBy(runtime, named, key, cacheFailures);
  return ifReused(liveOf(runtime.taskAt(position)), cacheFailures);
}

function ifReused(task: LiveTask, cacheFailures: boolean): LiveTask | undefined {
  return isReusable(task) || (cacheFailures && task.hasFailed) ? task : undefined;
}

/** A child that was begun before its parent was resumed, and the parent as it goes on. */
export interface Earlier {
  readonly child: LiveTask;
  readonly parent: LiveTask;
}

/** Inside a task that was resumed: the child that stood in this place before. */
export function earlierIn(
  runtime: Runtime,
  { named, plan }: Invocation,
  key: string | undefined,
  within: Within,
): Earlier | undefined {
  const { parent: given } = plan;
  const parent = (given ? runtime.taskOf(given) : given === undefined && within) as LiveTask | undefined;
  const child = parent?.isKept && parent.earlier?.take(pathIn(parent.asTask, named.name), key);
  return parent && child ? { child, parent } : undefined;
}

/** Its recorded result is handed out instead of running it again. */
export function handBack(runtime: Runtime, earlier: Earlier, key: string | undefined): LiveTask {
  takePlace(earlier);
  return told(runtime, 'cache_hit', earlier.child, key ?? earlier.child.path);
}

/** As if it were begun anew: later children of that name get the suffixes that come after its own. */
export function takePlace({ child: { name, path }, parent: { entity } }: Earlier): void {
  entity.state.childNames ??= new Map();
  takeSegment(entity.state.childNames, name, path.slice(path.lastIndexOf('/') + 1));
}

/** A value that was cut or redacted on its way to the record is not the value, and one that was taken back is none. */
export function isReusable({ hasSucceeded, delivery, runtime: { engine }, entity }: LiveTask): boolean {
  if (!hasSucceeded || isInvalidated(engine.ledger, entity.position)) return false;
  return delivery !== undefined || engine.ledger.latest(entity.position)?.lossy !== true;
}

function told(runtime: Runtime, event: 'shared' | 'cache_hit', task: LiveTask, key: string): LiveTask {
  if (runtime.emitter.listenerCount(event) > 0) runtime.emitter.emit(event, { task, work: task.name, key });
  return task;
}
