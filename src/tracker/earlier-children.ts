import { type LiveTask, liveOf } from './live-task.ts';

/**
 * What was begun inside a task before it was resumed, and inside those that it goes on from: the newest child of each
 * path and key.
 */
export class EarlierChildren {
  readonly #byPlace = new Map<string, LiveTask>();

  constructor(task: LiveTask) {
    for (const one of lineage(task)) {
      for (const child of one.children) this.#byPlace.set(placeOf(child.path, child.key), liveOf(child));
    }
  }

  /** Each child is given out once. */
  take(path: string, key: string | undefined): LiveTask | undefined {
    const place = placeOf(path, key);
    const child = this.#byPlace.get(place);
    this.#byPlace.delete(place);
    return child;
  }
}

/** A task and those that it goes on from, the oldest first. */
function lineage(task: LiveTask): readonly LiveTask[] {
  const from = task.resumedFrom === undefined ? undefined : task.runtime.taskOf({ id: task.resumedFrom });
  return from ? [...lineage(liveOf(from)), task] : [task];
}

function placeOf(path: string, key: string | undefined): string {
  return key === undefined ? path : `${path} ${key}`;
}
