import type { LiveTask } from './live-task.ts';

/** The calls of one name, by key: those that are open, and the ends that are reused. */
export class KeySpace {
  readonly #open = new Map<string, LiveTask>();
  readonly #ended = new Map<string, LiveTask>();

  open(key: string): LiveTask | undefined {
    return this.#open.get(key);
  }

  /** What a call with `once` gets instead of running. */
  ended(key: string, failuresToo: boolean): LiveTask | undefined {
    const task = this.#ended.get(key);
    return task && (task.hasSucceeded || failuresToo) ? task : undefined;
  }

  /** @param keeps whether its end is reused */
  add(key: string, task: LiveTask, keeps: boolean): void {
    this.#open.set(key, task);
    task.waiters.atEnd(() => {
      if (this.#open.get(key) === task) this.#open.delete(key);
      if (keeps) this.#keep(key, task);
    });
  }

  #keep(key: string, task: LiveTask): void {
    if (task.delivery) this.#ended.set(key, task);
  }
}
