import type { Clock } from '../../src/ports/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #time = 0;
  #timers: Timer[] = [];

  now(): number {
    return 1_700_000_000_000 + this.#time;
  }

  monotonic(): number {
    return this.#time;
  }

  setTimer(callback: () => void, ms: number): () => void {
    const timer = { at: this.#time + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Calls back, in order, what falls due on the way. */
  advance(ms: number): void {
    const end = this.#time + ms;
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#time = Math.max(this.#time, next.at);
      this.#timers = this.#timers.filter((each) => each !== next);
      next.callback();
    }
    this.#time = end;
  }

  /** Time goes by while the process is frozen: nothing is called back. */
  freeze(ms: number): void {
    this.#time += ms;
  }

  #nextUntil(end: number): Timer | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
