import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { deferred, endless, listening, marks, rejection } from './rig.ts';

describe('a time limit', () => {
  it('pendingTimeout ends a task that waits, whose body never runs', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    let bodies = 0;
    const load = tracker.track('load', () => (bodies++, endless()), { concurrency: 1, pendingTimeout: { seconds: 1 } });
    load.start();
    const second = rejection(load());
    await clock.advance(999);
    expect(load.work.status().stage).toBe('pending');
    await clock.advance(1);
    expect(await second).toMatchObject({ name: 'TimeoutError', code: 'pending_timeout', fix: expect.any(String) });
    expect(load.work.status()).toMatchObject({
      stage: 'timed_out',
      outcome: 'timeout',
      reason: 'pending_timeout',
      attempt: 0,
    });
    expect(bodies).toBe(1);
  });

  it('attemptTimeout ends an attempt, and the task where no retry is left', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', endless, { attemptTimeout: 100, retries: 1 });
    const error = rejection(load());
    await clock.advance(200);
    expect(await error).toMatchObject({ code: 'attempt_timeout' });
    expect(marks(load.work.latest!)).toEqual([
      'pending',
      'running',
      'retrying (attempt_timeout)',
      'running (retry)',
      'timed_out (attempt_timeout)',
    ]);
    expect(load.work.status()).toMatchObject({ error: { name: 'TimeoutError', code: 'attempt_timeout' } });
  });

  it('timeout counts all attempts together, and no back-off', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track(
      'load',
      async (): Promise<void> => {
        await new Promise<void>((resolve) => clock.setTimer(resolve, 60));
        throw new Error('again');
      },
      { timeout: 150, retries: { times: 9, delay: 1000 } },
    );
    const error = rejection(load());
    await clock.advance(60 + 1000 + 60 + 1000 + 29);
    expect(load.work.status()).toMatchObject({ stage: 'running', attempt: 3 });
    await clock.advance(1);
    expect(await error).toMatchObject({ name: 'TimeoutError', code: 'run_timeout' });
    expect(load.work.status()).toMatchObject({ stage: 'timed_out', reason: 'run_timeout', attempt: 3 });
  });

  it('timeout and attemptTimeout do not count pauses', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless, { timeout: 100, attemptTimeout: 100 }).start();
    await clock.advance(60);
    task.pause();
    await clock.advance(1000);
    task.resume();
    await clock.advance(39);
    expect(task.status().stage).toBe('running');
    await clock.advance(1);
    expect(task.status().stage).toBe('timed_out');
  });

  it('deadline is a moment of the wall clock, and counts pauses', async () => {
    const { tracker, clock } = testTracker();
    const deadline = new Date(clock.now() + 100);
    const task = tracker.track('load', endless, { deadline, retries: 5 }).start();
    task.pause();
    await clock.advance(99);
    expect(task.status().stage).toBe('paused');
    await clock.advance(1);
    expect(task.status()).toMatchObject({ stage: 'timed_out', reason: 'deadline', attempt: 1 });
  });

  it('deadline follows the wall clock when that is set', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless, { deadline: new Date(clock.now() + 100) }).start();
    clock.stepWall(-50);
    await clock.advance(100);
    expect(task.status().stage).toBe('running');
    await clock.advance(50);
    expect(task.status().stage).toBe('timed_out');
  });

  it('heartbeatTimeout ends an attempt without signs of life', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless, { heartbeatTimeout: 100 }).start();
    await clock.advance(90);
    task.heartbeat();
    await clock.advance(90);
    task.reportProgress(1, 2);
    await clock.advance(99);
    expect(task.status().stage).toBe('running');
    await clock.advance(1);
    expect(task.status()).toMatchObject({ stage: 'timed_out', reason: 'heartbeat_lost' });
  });

  it('comes with the one that is due first', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', endless, {
      timeout: 30,
      attemptTimeout: 20,
      heartbeatTimeout: 40,
      deadline: new Date(clock.now() + 10),
    });
    const task = load.start();
    await clock.advance(100);
    expect(task.status()).toMatchObject({ reason: 'deadline' });
  });

  it('of an attempt leads to retrying by a lost heartbeat, too', async () => {
    const { tracker, clock } = testTracker();
    let attempts = 0;
    const load = tracker.track('load', () => (++attempts === 1 ? endless() : Promise.resolve(attempts)), {
      heartbeatTimeout: 10,
      retries: 1,
    });
    const task = load.start();
    await clock.advance(10);
    expect(await task.result()).toBe(2);
    expect(marks(task)[2]).toBe('retrying (heartbeat_lost)');
  });

  it('asks `retries.when` as errors do', async () => {
    const { tracker, clock } = testTracker();
    const seen: unknown[] = [];
    const when = (error: unknown) => (seen.push((error as { code: string }).code), false);
    const task = tracker.track('load', endless, { attemptTimeout: 10, retries: { times: 3, when } }).start();
    await clock.advance(10);
    expect([task.attempt, task.status().stage, seen]).toEqual([1, 'timed_out', ['attempt_timeout']]);
  });
});

describe('the body that a limit cuts off', () => {
  it('finds its signal aborted with the TimeoutError that the caller gets; each attempt has its own', async () => {
    const { tracker, clock } = testTracker();
    const signals: AbortSignal[] = [];
    const load = tracker.run('load', (task) => (signals.push(task.signal), listening(task.signal)), {
      attemptTimeout: 10,
      retries: 1,
    });
    const error = rejection(load);
    await clock.advance(10);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await clock.advance(10);
    const timeout = await error;
    expect(timeout).toMatchObject({ name: 'TimeoutError', code: 'attempt_timeout' });
    expect(signals[1]?.reason).toBe(timeout);
    expect(signals[0]).not.toBe(signals[1]);
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('may go on; the promise has rejected, and what it delivers is kept as late_result', async () => {
    const { tracker, clock, facts } = testTracker();
    const wait = deferred<{ rows: number }>();
    const load = tracker.track('load', () => wait.promise, { timeout: 10 });
    const error = rejection(load());
    await clock.advance(10);
    expect(await error).toMatchObject({ code: 'run_timeout' });
    wait.resolve({ rows: 3 });
    await clock.advance(0);
    const task = load.work.latest!;
    expect(task.annotations).toMatchObject([{ kind: 'late_result', attempt: 1, data: { rows: 3 } }]);
    expect(task.status().stage).toBe('timed_out');
    expect(facts().at(-1)?.type).toBe('annotated');
  });

  it('is late in its attempt, too', async () => {
    const { tracker, clock } = testTracker();
    const waits = [deferred<string>(), deferred<string>()];
    let attempts = 0;
    const load = tracker.track('load', () => waits[attempts++]!.promise, { attemptTimeout: 10, retries: 1 });
    const task = load.start();
    await clock.advance(10);
    waits[0]!.resolve('late');
    await clock.advance(0);
    expect(task.annotations).toMatchObject([{ kind: 'late_result', attempt: 1, data: 'late' }]);
    expect(task.status()).toMatchObject({ stage: 'running', attempt: 2 });
    waits[1]!.resolve('in time');
    expect(await task.result()).toBe('in time');
  });

  it('has an aborted signal also if it asks for it only later', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless, { timeout: 10 }).start();
    const error = rejection(task.result());
    await clock.advance(10);
    expect(task.signal.aborted).toBe(true);
    expect(task.signal.reason).toBe(await error);
  });
});

describe('limits that are no lengths of time', () => {
  it.each([
    ['timeout', -1],
    ['timeout', Number.NaN],
    ['attemptTimeout', Number.POSITIVE_INFINITY],
    ['pendingTimeout', '5s'],
    ['heartbeatTimeout', { second: 1 }],
    ['grace', { seconds: -1 }],
    ['deadline', 5],
    ['deadline', new Date(Number.NaN)],
    ['retries', -1],
    ['retries', 1.5],
    ['retries', { times: 1, delay: -5 }],
    ['concurrency', 0],
    ['maxPending', -1],
  ])('%s: %j is refused', (option, value) => {
    const { tracker } = testTracker();
    const track = () => tracker.track('load', endless, { [option]: value });
    expect(track).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        code: 'invalid_option',
        path: expect.stringContaining(option),
        fix: expect.any(String),
      }),
    );
  });
});
