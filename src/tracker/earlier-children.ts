import { type LiveTask, liveOf } from './live-task.ts';
import type { Task } from './task.ts';

/**
 * What was begun inside a task before it was resumed. A call of the same path and key gets the recorded result of the
 * one that succeeded, or goes on with the one that was interrupted; anything else runs anew.
 */
export class EarlierChildren {
  readonly #byPlace = new Map<string, LiveTask>();

  constructor(children: readonly Task[]) {
    for (const child of children) this.#byPlace.set(placeOf(child.path, child.key), liveOf(child));
  }

  /** Each child is given out once. */
  take(path: string, key: string | undefined): LiveTask | undefined {
    const place = placeOf(path, key);
    const child = this.#byPlace.get(place);
    if (!child || !(isReusable(child) || child.isInterrupted)) return undefined;
    this.#byPlace.delete(place);
    return child;
  }
}

function placeOf(path: string, key: string | undefined): string {
  return key === undefined ? path : `${path} ${key}`;
}

/** A value that was cut or redacted on its way to the record is not the value. */
export function isReusable(task: LiveTask): boolean {
  if (!task.hasSucceeded) return false;
  return task.delivery !== undefined || task.runtime.engine.ledger.latest(task.entity.position)?.lossy !== true;
}
