import { afterEach, describe, expect, test, vi } from 'vitest';
import { FakeClock, testTracker } from '../../src/testing.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Notes when it is called back. */
function timeline(clock: FakeClock) {
  const calls: string[] = [];
  return { calls, at: (name: string) => () => void calls.push(`${name} ${clock.monotonic()}`) };
}

describe('advance', () => {
  test('calls back what falls due, in order of time, then of asking', async () => {
    const clock = new FakeClock();
    const { calls, at } = timeline(clock);
    for (const [name, ms] of [
      ['c', 30],
      ['a', 10],
      ['b', 10],
      ['late', 31],
    ] as const)
      clock.setTimer(at(name), ms, true);
    await clock.advance(30);
    expect(calls).toEqual(['a 10', 'b 10', 'c 30']);
    expect(clock.monotonic()).toBe(30);
    await clock.advance({ seconds: 1 });
    expect(calls.at(-1)).toBe('late 31');
    expect(clock.now()).toBe(Date.UTC(2025, 0, 1) + 1030);
  });

  test('lets what was called back go on, and set timers of its own, before the next one', async () => {
    const clock = new FakeClock();
    const { calls, at } = timeline(clock);
    const chain = async () => {
      for (let n = 0; n < 10; n++) await Promise.resolve();
      await new Promise<void>((resolve) => setImmediate(resolve));
      at('first')();
      clock.setTimer(at('second'), 5, true);
    };
    clock.setTimer(() => void chain(), 10, true);
    clock.setTimer(at('third'), 20, true);
    await clock.advance(20);
    expect(calls).toEqual(['first 10', 'second 15', 'third 20']);
  });

  test('begins only when what is under way has come to rest', async () => {
    const clock = new FakeClock();
    const { calls, at } = timeline(clock);
    void Promise.resolve().then(() => clock.setTimer(at('timer'), 10, true));
    await clock.advance(10);
    expect(calls).toEqual(['timer 10']);
  });

  test('a timer that was taken back does not come, twice taken back or not', async () => {
    const clock = new FakeClock();
    const { calls, at } = timeline(clock);
    const takeBack = clock.setTimer(at('never'), 10, true);
    takeBack();
    takeBack();
    await clock.advance(20);
    expect(calls).toEqual([]);
  });

  test('two at once follow each other', async () => {
    const clock = new FakeClock();
    await Promise.all([clock.advance(10), clock.advance(20)]);
    expect(clock.monotonic()).toBe(30);
  });

  test('waits for facts: bodies that take many turns come to their end', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('slow', async (self = tracker.current) => {
      for (let n = 0; n < 50; n++) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        self?.heartbeat();
      }
    });
    const handle = task.start();
    await clock.advance(0);
    expect(handle.isSettled).toBe(true);
  });

  test('time does not go back', async () => {
    const clock = new FakeClock(1000);
    expect(() => clock.advance(-1)).toThrow(expect.objectContaining({ code: 'invalid_span' }));
    expect(() => clock.set(999)).toThrow(expect.objectContaining({ code: 'backwards' }));
    expect(() => clock.set(Number.NaN)).toThrow(expect.objectContaining({ code: 'invalid_time' }));
    expect(() => new FakeClock(Number.POSITIVE_INFINITY)).toThrow(expect.objectContaining({ code: 'invalid_time' }));
    await clock.set(1000);
    expect(clock.now()).toBe(1000);
  });

  test('timers without end are found out', async () => {
    const clock = new FakeClock();
    const again = () => void clock.setTimer(again, 0, true);
    again();
    expect(() => clock.block(1)).toThrow(expect.objectContaining({ code: 'never_quiet' }));
    await expect(clock.advance(1)).rejects.toMatchObject({ code: 'never_quiet' });
  });
});

test('set brings the wall clock forward, and calls back on the way', async () => {
  const clock = new FakeClock(1000);
  const { calls, at } = timeline(clock);
  clock.setTimer(at('timer'), 500, true);
  await clock.set(2000);
  expect([clock.now(), clock.monotonic(), ...calls]).toEqual([2000, 1000, 'timer 500']);
});

test('stepWall moves the wall clock alone', async () => {
  const clock = new FakeClock(1000);
  const { calls, at } = timeline(clock);
  clock.setTimer(at('timer'), 500, true);
  clock.stepWall(-400);
  expect([clock.now(), clock.monotonic()]).toEqual([600, 0]);
  clock.stepWall(10_000);
  await clock.advance(499);
  expect(calls).toEqual([]);
  expect(() => clock.stepWall(Number.NaN)).toThrow(expect.objectContaining({ code: 'invalid_time' }));
});

test('block holds up everything: what fell due is called back late, and nothing runs between', () => {
  const clock = new FakeClock();
  const { calls, at } = timeline(clock);
  clock.setTimer(at('b'), 20, true);
  clock.setTimer(at('a'), 10, true);
  void Promise.resolve().then(at('microtask'));
  clock.block({ seconds: 1 });
  expect(calls).toEqual(['a 1000', 'b 1000']);
});

test('runUntil lets time go by until a promise settles, and hands it back', async () => {
  const { tracker, clock } = testTracker();
  let calls = 0;
  const pull = tracker.track(
    'pull',
    async () => {
      if (++calls < 4) throw new Error('busy');
      return 'rows';
    },
    { retries: { times: 9, delay: { minutes: 10 } } },
  );
  expect(await clock.runUntil(pull())).toBe('rows');
  expect(clock.monotonic()).toBe(30 * 60_000);
  await expect(clock.runUntil(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test("works with vitest's fake timers switched on, whatever they fake", async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'performance'] });
  const { tracker, clock } = testTracker();
  const task = tracker.track('slow', () => new Promise(() => undefined), { timeout: 1000 }).start();
  await clock.advance(1000);
  expect(task.status().stage).toBe('timed_out');
  expect(vi.getTimerCount()).toBe(0);
});

test('no global is patched, and nothing of a test tracker waits on the real clock', async () => {
  const before = [globalThis.setTimeout, globalThis.setImmediate, Date.now, performance.now];
  const { tracker, clock } = testTracker();
  const started = performance.now();
  const task = tracker.track('slow', () => new Promise(() => undefined), { timeout: { hours: 10 } }).start();
  await clock.advance({ hours: 10 });
  expect(task.isSettled).toBe(true);
  expect(performance.now() - started).toBeLessThan(1000);
  expect([globalThis.setTimeout, globalThis.setImmediate, Date.now, performance.now]).toEqual(before);
});
