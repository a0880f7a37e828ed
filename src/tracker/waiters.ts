import type { Phase } from '../model/phases.ts';
import type { StatusRecord } from '../model/status.ts';

/** A move of a task, as those hear of it who wait for a stage. */
export interface Arrival {
  readonly stage: string;
  /** Made when somebody asks. */
  readonly record: () => StatusRecord;
}

/** Somebody who waits for a stage. The answer says whether it is served and can be forgotten. */
export type Waiter = (arrival: Arrival) => boolean;

/** Somebody who waits for the end. */
interface End {
  readonly ended: () => void;
  /** Done instead where what came out is at hand before the end can be written. */
  readonly handedOut: (() => void) | undefined;
}

/** All who wait for one task. Most wait for its end, and cost nothing until then. */
export class Waiters {
  #stages: readonly Waiter[] | undefined;
  #ends: readonly End[] | undefined;

  add(waiter: Waiter): void {
    this.#stages = this.#stages ? [...this.#stages, waiter] : [waiter];
  }

  atEnd(ended: () => void, handedOut?: () => void): void {
    const end = { ended, handedOut };
    this.#ends = this.#ends ? [...this.#ends, end] : [end];
  }

  remove(waiter: Waiter): void {
    this.#stages = this.#stages?.filter((other) => other !== waiter);
  }

  /** The task has moved. */
  moved(stage: string, phase: Phase, record: () => StatusRecord): void {
    const waiting = this.#stages ?? [];
    try {
      if (waiting.length > 0) this.#stages = waiting.filter((waiter) => !waiter({ stage, record }));
    } finally {
      if (phase === 'done') this.#tellEnds();
    }
  }

  #tellEnds(): void {
    const ends = this.#ends ?? [];
    this.#ends = undefined;
    for (const { ended } of ends) ended();
  }

  /** What came out is at hand, and the end is not written yet. */
  handedOut(): void {
    const due = this.#ends?.filter(({ handedOut }) => handedOut) ?? [];
    this.#ends = this.#ends?.filter(({ handedOut }) => !handedOut);
    for (const { handedOut } of due) handedOut?.();
  }
}
