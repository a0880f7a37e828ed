import type { Phase } from '../model/phases.ts';
import type { StatusRecord } from '../model/status.ts';

/** A move of a task, as those hear of it who wait for it. */
export interface Arrival {
  readonly stage: string;
  readonly phase: Phase;
  /** Its body has delivered, and the end cannot be written yet. */
  readonly isHandedOut?: boolean;
  /** Made when somebody asks. */
  readonly record: () => StatusRecord;
}

/** Somebody who waits for a task. The answer says whether it is served and can be forgotten. */
export type Waiter = (arrival: Arrival) => boolean;

/** All who wait for one task. */
export class Waiters {
  #waiting: Waiter[] = [];

  add(waiter: Waiter): void {
    this.#waiting.push(waiter);
  }

  /**
   * Does it once the task has ended.
   * @param atHandOut done instead where what came out is at hand before the end can be written
   */
  atEnd(action: () => void, atHandOut?: () => void): void {
    this.add(({ phase, isHandedOut }) => {
      const due = phase === 'done' ? action : isHandedOut && atHandOut;
      if (due) due();
      return Boolean(due);
    });
  }

  remove(waiter: Waiter): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
  }

  tell(arrival: Arrival): void {
    const waiting = this.#waiting;
    if (waiting.length > 0) this.#waiting = waiting.filter((waiter) => !waiter(arrival));
  }
}
