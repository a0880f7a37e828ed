import type { Clock } from '../ports/clock.ts';

/** Timers of more than 2^31 - 1 ms fire at once, so that longer ones go in pieces. */
const longest = 2 ** 31 - 1;

/** How long one reading of the wall clock is good for, milliseconds: a clock that is set shows after that. */
const freshMs = 1;

/** The clocks of the machine. */
export class SystemClock implements Clock {
  /** Node makes the global anew at each look, by a getter. */
  readonly #performance = performance;
  #wall = 0;
  #readAt = Number.NEGATIVE_INFINITY;

  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return this.#performance.now();
  }

  nowAt(monotonic: number): number {
    if (monotonic - this.#readAt < freshMs) return this.#wall;
    this.#wall = Date.now();
    this.#readAt = monotonic;
    return this.#wall;
  }

  setTimer(callback: () => void, ms: number, hold: boolean): () => void {
    let timer = arm(ms);
    return () => clearTimeout(timer);

    function arm(left: number): ReturnType<typeof setTimeout> {
      const next = left > longest ? () => void (timer = arm(left - longest)) : callback;
      const armed = setTimeout(next, Math.min(left, longest));
      if (!hold) (armed as { unref?: () => void }).unref?.();
      return armed;
    }
  }
}
