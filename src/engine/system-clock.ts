import type { Clock } from '../ports/clock.ts';

/** Timers of more than 2^31 - 1 ms fire at once, so that longer ones go in pieces. */
const longest = 2 ** 31 - 1;

/** The clocks of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, ms, hold) {
    let timer = arm(ms);
    return () => clearTimeout(timer);

    function arm(left: number): ReturnType<typeof setTimeout> {
      const next = left > longest ? () => void (timer = arm(left - longest)) : callback;
      const armed = setTimeout(next, Math.min(left, longest));
      if (!hold) (armed as { unref?: () => void }).unref?.();
      return armed;
    }
  },
};
