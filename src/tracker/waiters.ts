import type { StatusRecord } from '../model/status.ts';

/** Somebody who waits for a task. `seen` says whether it is served and can be forgotten. */
export interface Waiter {
  seen(status: StatusRecord): boolean;
}

/** All who wait for one task. */
export class Waiters {
  #waiting: Waiter[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  add(waiter: Waiter): void {
    this.#waiting.push(waiter);
  }

  /** Does it once the task has ended. */
  atEnd(action: () => void): void {
    this.add({
      seen({ phase }) {
        if (phase === 'done') action();
        return phase === 'done';
      },
    });
  }

  remove(waiter: Waiter): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
  }

  tell(status: StatusRecord): void {
    const waiting = this.#waiting;
    if (waiting.length > 0) this.#waiting = waiting.filter((waiter) => !waiter.seen(status));
  }
}
