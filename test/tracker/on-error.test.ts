import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { endless, marks, rejection } from './rig.ts';

const boom = new RangeError('boom');
const fail = (): number => {
  throw boom;
};

describe('onError', () => {
  it("'throw' is the default: stage failed, the promise rejects", async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', fail);
    expect(await rejection(load())).toBe(boom);
    expect(load.work.status()).toMatchObject({ stage: 'failed', reason: 'user_exception', message: 'boom' });
  });

  it("'capture': stage failed, the promise resolves to undefined, the status tells", async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', fail, { onError: 'capture' });
    expect(await load()).toBeUndefined();
    expect(load.work.status()).toMatchObject({ stage: 'failed', error: { name: 'RangeError', message: 'boom' } });
    expect(await load.with({ onError: 'capture' })()).toBeUndefined();
    expect(await tracker.track('ok', () => 1, { onError: 'capture' })()).toBe(1);
  });

  it("'value': stage succeeded, resolves to a pair, the attribute caughtError is kept", async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', fail, { onError: 'value' });
    const [value, error] = await load();
    expect([value, error]).toEqual([undefined, boom]);
    expect(error).toBe(boom);
    const task = load.work.latest;
    expect(task?.status()).toMatchObject({ stage: 'succeeded', result: undefined });
    expect(task?.attributes).toMatchObject({ caughtError: { name: 'RangeError', message: 'boom' } });
  });

  it("'value' gives the value alone to status().result", async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', () => 7, { onError: 'value' });
    expect(await load()).toEqual([7, undefined]);
    expect(load.work.latest?.status()).toMatchObject({ stage: 'succeeded', result: 7 });
    expect(load.work.latest?.attributes).toEqual({});
  });

  it.each(['capture', 'value'] as const)('%s: limits, cancellation and refusals always reject', async (onError) => {
    const { tracker, clock } = testTracker();
    const slow = tracker.track('slow', endless, {
      onError,
      attemptTimeout: 10,
      concurrency: 1,
      maxPending: 0,
      grace: 10,
    });
    const limited = rejection(slow());
    expect(await rejection(slow())).toMatchObject({ name: 'QueueFullError' });
    await clock.advance(10);
    expect(await limited).toMatchObject({ name: 'TimeoutError', code: 'attempt_timeout' });
    const cancelled = rejection(slow());
    slow.work.latest?.cancel();
    await clock.advance(10);
    expect(await cancelled).toMatchObject({ name: 'AbortError', code: 'cancelled' });
  });

  it.each(['capture', 'value'] as const)('%s: a value that does not fit its schema rejects', async (onError) => {
    const { tracker } = testTracker();
    const never = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'no' }] }) },
    } as const;
    const load = tracker.track('load', () => 1, { onError, result: never });
    expect(await rejection(load())).toMatchObject({ name: 'ValidationError', code: 'schema' });
    expect(load.work.status()).toMatchObject({ stage: 'failed', reason: 'invalid_return_value' });
  });

  it('is applied after the last retry', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', fail, { onError: 'value', retries: 1 });
    const pair = load();
    await clock.advance(0);
    expect(await pair).toEqual([undefined, boom]);
    expect(marks(load.work.latest!)).toEqual([
      'pending',
      'running',
      'retrying (user_exception)',
      'running (retry)',
      'succeeded',
    ]);
  });
});

describe('a result schema', () => {
  const positive = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        typeof value === 'number' && value > 0 ? { value } : { issues: [{ message: 'too small', path: ['n'] }] },
    },
  } as const;

  it('lets a value through that fits, and fails the task of one that does not', async () => {
    const { tracker } = testTracker();
    const count = tracker.track('count', (n: number) => n, { result: positive });
    expect(await count(1)).toBe(1);
    expect(await rejection(count(-1))).toMatchObject({
      name: 'ValidationError',
      code: 'schema',
      path: 'result.n',
      fix: expect.any(String),
    });
    expect(count.work.status()).toMatchObject({ stage: 'failed', reason: 'invalid_return_value' });
  });

  it('may answer with a promise', async () => {
    const { tracker } = testTracker();
    const late = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: async (value: unknown) => positive['~standard'].validate(value),
      },
    } as const;
    const count = tracker.track('count', (n: number) => n, { result: late });
    expect(await count(1)).toBe(1);
    expect(await rejection(count(-1))).toMatchObject({ code: 'schema' });
  });

  it('that throws fails the task, too', async () => {
    const { tracker } = testTracker();
    const broken = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw boom;
        },
      },
    } as const;
    const count = tracker.track('count', (n: number) => n, { result: broken });
    expect(await rejection(count(1))).toBe(boom);
    expect(count.work.status()).toMatchObject({ reason: 'invalid_return_value' });
  });

  it('is worth a retry', async () => {
    const { tracker, clock } = testTracker();
    let n = -2;
    const count = tracker.track('count', () => ++n, { result: positive, retries: 5 });
    const result = count();
    await clock.advance(0);
    expect(await result).toBe(1);
    expect(count.work.latest?.attempt).toBe(3);
  });

  it('refuses a result by hand: the state is unchanged', () => {
    const { tracker } = testTracker();
    const task = tracker.task('count', { result: positive });
    task.start();
    for (const give of [() => task.succeed(-1), () => task.transition('running', 'succeeded', { result: 0 })]) {
      expect(give).toThrow(expect.objectContaining({ name: 'ValidationError', code: 'schema', path: 'result.n' }));
    }
    expect(marks(task)).toEqual(['pending', 'running']);
    expect(tracker.rejections()).toEqual([]);
    task.succeed(2);
    expect(task.status()).toMatchObject({ result: 2 });
  });
});
