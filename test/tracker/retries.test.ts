import { describe, expect, it } from 'vitest';
import { FinalError } from '../../src/model/errors.ts';
import { testTracker } from '../../src/testing.ts';
import { endless, marks, rejection } from './rig.ts';

function failing(times: number) {
  let calls = 0;
  return async () => {
    if (++calls <= times) throw new Error(`failure ${calls}`);
    return calls;
  };
}

describe('retries', () => {
  it('n means n more attempts, and the last error comes out', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', failing(9), { retries: 2 });
    const error = rejection(load());
    await clock.advance(0);
    expect(await error).toMatchObject({ message: 'failure 3' });
    expect(marks(load.work.latest!)).toEqual([
      'pending',
      'running',
      'retrying (user_exception)',
      'running (retry)',
      'retrying (user_exception)',
      'running (retry)',
      'failed (user_exception)',
    ]);
    expect(load.work.status()).toMatchObject({ attempt: 3, message: 'failure 3' });
  });

  it('end with the first success, at once where there is no delay', async () => {
    const { tracker } = testTracker();
    expect(await tracker.track('load', failing(2), { retries: 2 })()).toBe(3);
  });

  it('wait as told, and say when the next attempt is due', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', failing(2), { retries: { times: 2, delay: { seconds: 1 } } });
    const task = load.start();
    await clock.advance(0);
    const status = task.status();
    expect(status).toMatchObject({ stage: 'retrying', nextAttemptAt: clock.now() + 1000 });
    await clock.advance(999);
    expect(task.status().stage).toBe('retrying');
    await clock.advance(1);
    expect(task.attempt).toBe(2);
    await clock.advance(1000);
    expect(await task.result()).toBe(3);
  });

  it('take the delay from a function of the attempt', async () => {
    const { tracker, clock } = testTracker();
    const attempts: number[] = [];
    const delay = (attempt: number) => (attempts.push(attempt), attempt * 1000);
    const task = tracker.track('load', failing(2), { retries: { times: 2, delay } }).start();
    await clock.advance(1000);
    expect(task.attempt).toBe(2);
    await clock.advance(1999);
    expect(task.attempt).toBe(2);
    await clock.advance(1);
    expect(await task.result()).toBe(3);
    expect(attempts).toEqual([1, 2]);
  });

  it.each([
    ['a FinalError', new FinalError('no', { code: 'E_FINAL' })],
    ['any error that says retryable: false', Object.assign(new Error('no'), { retryable: false })],
  ])('end at once for %s', async (_what, error) => {
    const { tracker } = testTracker();
    const load = tracker.track('load', () => Promise.reject(error), { retries: 5 });
    expect(await rejection(load())).toBe(error);
    expect(load.work.latest?.attempt).toBe(1);
  });

  it('are chosen by `when`', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', failing(9), {
      retries: { times: 5, when: (error) => !String(error).includes('2') },
    });
    const error = rejection(load());
    await clock.advance(0);
    expect(await error).toMatchObject({ message: 'failure 2' });
  });

  it.each([
    [
      '`when`',
      {
        times: 3,
        when: () => {
          throw new Error('in when');
        },
      },
    ],
    [
      '`delay`',
      {
        times: 3,
        delay: () => {
          throw new Error('in delay');
        },
      },
    ],
    ['a delay that is no span', { times: 3, delay: () => Number.NaN }],
  ])('are no more where %s throws: the error of the body comes out', async (_what, retries) => {
    const { tracker } = testTracker();
    const load = tracker.track('load', failing(9), { retries });
    expect(await rejection(load())).toMatchObject({ message: 'failure 1' });
    expect(marks(load.work.latest!)).toEqual(['pending', 'running', 'failed (user_exception)']);
  });

  it('keep the slot of a retrying task', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', failing(1), { retries: { times: 1, delay: 100 }, concurrency: 1 });
    const [first, second] = [load.start(), load.start()];
    await clock.advance(50);
    expect([first.status().stage, second.status()]).toMatchObject(['retrying', { stage: 'pending', reason: 'queued' }]);
    await clock.advance(50);
    expect([await first.result(), await second.result()]).toEqual([2, 3]);
  });

  it('run finished children again, unless they are `once`', async () => {
    const { tracker, clock } = testTracker();
    const runs: string[] = [];
    const plain = tracker.track('plain', () => void runs.push('plain'));
    const once = tracker.track('once', () => void runs.push('once'), { once: true });
    const outer = tracker.track(
      'outer',
      async (fail: { times: number }) => {
        await plain();
        await once();
        if (fail.times-- > 0) throw new Error('again');
      },
      { retries: 1 },
    );
    const done = outer({ times: 1 });
    await clock.advance(0);
    await done;
    expect(runs).toEqual(['plain', 'once', 'plain']);
  });

  it('can be brought forward by hand', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', failing(1), { retries: { times: 1, delay: { hours: 1 } } }).start();
    await clock.advance(0);
    task.start();
    expect(await task.result()).toBe(2);
    await clock.advance({ hours: 2 });
    expect(task.attempt).toBe(2);
  });

  it('do not run the body again of a task that was ended meanwhile', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', failing(1), { retries: { times: 1, delay: 100 } }).start();
    await clock.advance(0);
    expect(task.cancel()).toBe(true);
    expect(task.status()).toMatchObject({ stage: 'cancelled', attempt: 1 });
    await clock.advance(1000);
    expect(task.attempt).toBe(1);
  });

  it('keep an attempt of a body that never settles open', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const task = tracker.track('load', endless, { retries: 3 }).start();
    await clock.advance({ days: 1 });
    expect(task.status()).toMatchObject({ stage: 'running', attempt: 1 });
  });
});
