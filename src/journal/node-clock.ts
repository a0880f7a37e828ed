import type { Clock } from '../ports/clock.ts';

/** The clocks of the machine, for a journal that was given none. Its timers are short. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, ms, hold) {
    const timer = setTimeout(callback, ms);
    if (!hold) timer.unref();
    return () => clearTimeout(timer);
  },
};
