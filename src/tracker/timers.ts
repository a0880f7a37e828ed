import type { Deadline, Deadlines } from '../engine/deadlines.ts';

type Name = 'limit' | 'back-off' | 'grace';

/** The few things that can fall due for one task, by name. They hold the process once somebody awaits the task. */
export class Timers {
  readonly #deadlines: Deadlines;
  #set: Map<Name, Deadline> | undefined;
  #hold: boolean;

  constructor(deadlines: Deadlines, hold = false) {
    this.#deadlines = deadlines;
    this.#hold = hold;
  }

  set(name: Name, inMs: number, run: () => void): void {
    this.clear(name);
    this.#set ??= new Map();
    this.#set.set(name, this.#deadlines.add(inMs, this.#hold, run));
  }

  clear(name: Name): void {
    const deadline = this.#set?.get(name);
    if (!deadline) return;
    this.#set?.delete(name);
    this.#deadlines.cancel(deadline);
  }

  clearAll(): void {
    for (const deadline of this.#set?.values() ?? []) this.#deadlines.cancel(deadline);
    this.#set = undefined;
  }

  hold(): void {
    this.#hold = true;
    for (const deadline of this.#set?.values() ?? []) this.#deadlines.setHold(deadline, true);
  }
}
