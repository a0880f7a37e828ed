import type { Filter } from '../ports/filter.ts';
import type { TaskRef } from '../ports/task-view.ts';
import { checkFilter } from '../views/filter-check.ts';
import { FactReader } from '../views/reader.ts';
import { type Ending, end, endIfCan } from './ending.ts';
import { toGrounds } from './grounds.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import { unknownTask } from './misses.ts';
import type { Runtime } from './runtime.ts';
import type { Why } from './task.ts';

/**
 * Ends a task, or all that a filter finds.
 * @returns how many were asked
 * @throws NotFoundError for an unknown id
 */
export function endAll(
  runtime: Runtime,
  outcome: Ending,
  target: string | TaskRef | Filter,
  why?: string | Why,
): number {
  const grounds = toGrounds(why, runtime.engine.ledger);
  if (isOne(target)) return Number(end(named(runtime, target), outcome, grounds));
  return found(runtime, target, outcome).filter((task) => endIfCan(task, outcome, grounds)).length;
}

/** Whether a task is named, and not a filter given. */
function isOne(target: string | TaskRef | Filter): target is string | TaskRef {
  return typeof target === 'string' || (typeof target === 'object' && target !== null && 'status' in target);
}

function named(runtime: Runtime, target: string | TaskRef): LiveTask {
  const view = typeof target === 'string' ? { id: target } : target;
  const task = runtime.taskOf(view);
  if (!task) throw unknownTask(runtime, view.id);
  return liveOf(task);
}

/**
 * Nothing is no filter here: it would end everything. A filter passes over what cannot be stopped; a task that is named
 * is refused by its own rules.
 */
function found({ engine, taskAt, veil }: Runtime, filter: Filter, outcome: Ending): readonly LiveTask[] {
  checkFilter(filter);
  const tasks = new FactReader(engine.ledger, taskAt, veil).list(filter).map(liveOf);
  return tasks.filter(({ entity: { state } }) => outcome === 'cancelled' || state.record > 0);
}
