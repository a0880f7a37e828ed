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
export interface End {
  ended(): void;
  /** Called instead where what came out is at hand before the end can be written. */
  handedOut?(): void;
}

interface Records {
  recordAt(seq: number): StatusRecord;
}

/** All who wait for one task. Most wait for its end, alone, and cost nothing until then. */
export class Waiters {
  #stages: Set<Waiter> | undefined = undefined;
  #end: End | undefined = undefined;
  /** Those who came after the first one. */
  #others: End[] | undefined = undefined;

  add(waiter: Waiter): void {
    this.#stages ??= new Set();
    this.#stages.add(waiter);
  }

  atEnd(end: End): void {
    if (this.#end === undefined) this.#end = end;
    else if (this.#others === undefined) this.#others = [end];
    else this.#others.push(end);
  }

  remove(waiter: Waiter): void {
    this.#stages?.delete(waiter);
  }

  /** The task has moved. @param seq of the record */
  moved(stage: string, isDone: boolean, task: Records, seq: number): void {
    try {
      if (this.#stages) this.#arrived(this.#stages, { stage, record: () => task.recordAt(seq) });
    } finally {
      if (isDone) this.#tellEnds();
    }
  }

  #arrived(waiting: Set<Waiter>, arrival: Arrival): void {
    for (const waiter of waiting) if (waiter(arrival)) waiting.delete(waiter);
  }

  #tellEnds(): void {
    const first = this.#end;
    const others = this.#others;
    this.#end = undefined;
    this.#others = undefined;
    first?.ended();
    if (others) for (const end of others) end.ended();
  }

  /** What came out is at hand, and the end is not written yet. */
  handedOut(): void {
    const ends = this.#all();
    const [first, ...others] = ends.filter((end) => !end.handedOut);
    this.#end = first;
    this.#others = others;
    for (const end of ends) end.handedOut?.();
  }

  #all(): readonly End[] {
    return [...(this.#end ? [this.#end] : []), ...(this.#others ?? [])];
  }
}
