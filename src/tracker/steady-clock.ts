import type { Clock } from '../ports/clock.ts';

/**
 * A clock of the host that harms nobody when it fails: a reading that throws is that of before, and a timer that cannot
 * be set is asked for once more, and then never fires.
 */
export class SteadyClock implements Clock {
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  #wall = 0;
  #monotonic = 0;

  constructor(clock: Clock, report: (error: unknown) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  now(): number {
    this.#wall = this.#either(() => this.#clock.now(), this.#wall);
    return this.#wall;
  }

  monotonic(): number {
    this.#monotonic = this.#either(() => this.#clock.monotonic(), this.#monotonic);
    return this.#monotonic;
  }

  setTimer(callback: () => void, ms: number, hold: boolean): () => void {
    const set = () => this.#clock.setTimer(callback, ms, hold);
    const clear = this.#either(set, undefined) ?? this.#either(set, () => undefined);
    return () => this.#either(clear, undefined);
  }

  #either<T, E>(ask: () => T, otherwise: E): T | E {
    try {
      return ask();
    } catch (error) {
      this.#report(error);
      return otherwise;
    }
  }
}
