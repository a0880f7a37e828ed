import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SystemClock } from '../../src/engine/system-clock.ts';

const day = 86_400_000;
const longest = 2 ** 31 - 1;

describe('timers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('call back once, after the time', () => {
    const called = vi.fn();
    new SystemClock().setTimer(called, 1000, true);
    vi.advanceTimersByTime(999);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5000);
    expect(called).toHaveBeenCalledTimes(1);
  });

  test.each([longest, longest + 1, 60 * day, 3 * longest + 5])(
    'of %i ms go in pieces that no timer cuts short',
    (ms) => {
      const spy = vi.spyOn(globalThis, 'setTimeout');
      const called = vi.fn();
      new SystemClock().setTimer(called, ms, false);
      vi.advanceTimersByTime(ms - 1);
      expect(called).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(called).toHaveBeenCalledTimes(1);
      for (const [, length] of spy.mock.calls) expect(length).toBeLessThanOrEqual(longest);
    },
  );

  test('can be taken back at any piece, and twice', () => {
    const called = vi.fn();
    const clear = new SystemClock().setTimer(called, 90 * day, true);
    vi.advanceTimersByTime(60 * day);
    clear();
    clear();
    vi.advanceTimersByTime(60 * day);
    expect(called).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a timer holds the process only if it is asked to', () => {
  const armed: NodeJS.Timeout[] = [];
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((callback: () => void, ms: number) => {
    const timer = setTimeout(callback, ms);
    armed.push(timer);
    return timer;
  }) as typeof globalThis.setTimeout);
  const clears = [true, false].map((hold) => new SystemClock().setTimer(() => undefined, 100_000, hold));
  expect(armed.map((timer) => timer.hasRef())).toEqual([true, false]);
  for (const clear of clears) clear();
});

describe('readings', () => {
  test('are those of the machine', () => {
    const clock = new SystemClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    const [one, two] = [clock.monotonic(), clock.monotonic()];
    expect(two).toBeGreaterThanOrEqual(one);
  });

  test('of the wall clock are good for less than a millisecond of the monotonic one', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValueOnce(5000).mockReturnValueOnce(4000).mockReturnValueOnce(6000);
    const clock = new SystemClock();
    expect([10, 10.5, 10.99, 11, 11.9, 12].map((mono) => clock.nowAt(mono))).toEqual([
      5000, 5000, 5000, 4000, 4000, 6000,
    ]);
    expect(now).toHaveBeenCalledTimes(3);
  });
});
