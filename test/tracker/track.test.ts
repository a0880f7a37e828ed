import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { deferred, marks, rejection } from './rig.ts';

describe('a tracked function', () => {
  it('makes each call a task: pending, running, then its end', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', async (file: string) => file.length);
    expect(await load('a.csv')).toBe(5);
    await load('b');
    expect(tracker.work('load').tasks.map(marks)).toEqual(Array(2).fill(['pending', 'running', 'succeeded']));
    expect(load.work.tasks).toHaveLength(2);
  });

  it('hands on the very value, and the very error', async () => {
    const { tracker } = testTracker();
    const value = { rows: [1] };
    const error = new TypeError('no');
    expect(await tracker.track('give', () => value)()).toBe(value);
    const fail = tracker.track('fail', () => Promise.reject(error));
    expect(await rejection(fail())).toBe(error);
    expect(fail.work.status()).toMatchObject({
      stage: 'failed',
      reason: 'user_exception',
      error: { name: 'TypeError', message: 'no' },
    });
  });

  it.each(['a string', 0, null, undefined, { code: 7 }])(
    'hands on what is thrown though it is no error: %j',
    async (thrown) => {
      const { tracker } = testTracker();
      const fail = tracker.track('fail', () => {
        throw thrown;
      });
      expect(await rejection(fail())).toBe(thrown);
      expect(fail.work.status()).toMatchObject({ stage: 'failed', error: { name: 'NonError' } });
    },
  );

  it('makes a synchronous function one that returns a promise, also when it throws', async () => {
    const { tracker } = testTracker();
    const add = tracker.track('add', (a: number, b = 2) => a + b);
    const sum = add(1);
    expect(sum).toBeInstanceOf(Promise);
    expect(await sum).toBe(3);
    const fail = tracker.track('fail', () => {
      throw new Error('at once');
    });
    await expect(fail()).rejects.toThrow('at once');
  });

  it('begins the body before the call returns', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const begun: string[] = [];
    const task = tracker.track('load', async (file: string) => void begun.push(file)).start('a');
    expect(begun).toEqual(['a']);
    expect(task.status().stage).toBe('running');
  });

  it('waits for any thenable', async () => {
    const { tracker } = testTracker();
    const thenable = { then: (resolve: (value: number) => void) => resolve(7) };
    expect(await tracker.track('late', () => thenable as unknown as Promise<number>)()).toBe(7);
  });

  it('keeps `this`, its name and its length', async () => {
    const { tracker } = testTracker();
    const account = {
      owner: 'Ada',
      greet: tracker.track('greet', function greet(this: { owner: string }, word: string) {
        return `${word} ${this.owner}`;
      }),
    };
    expect(await account.greet('Hello')).toBe('Hello Ada');
    expect(account.greet.name).toBe('greet');
    expect(account.greet).toHaveLength(1);
  });

  it('gives a handle by start(), whose result() is what the call gives', async () => {
    const { tracker } = testTracker();
    const body = deferred<number>();
    const task = tracker.track('load', () => body.promise).start();
    expect(task).toBe(tracker.list()[0]);
    const result = task.result();
    body.resolve(3);
    expect(await result).toBe(3);
    expect(await task.settled()).toMatchObject({ stage: 'succeeded', result: 3, attempt: 1 });
  });

  it('takes its options from the last track of the name, and `with` overrides per call', async () => {
    const { tracker } = testTracker();
    const first = tracker.track('load', () => 1, { tags: ['one'] });
    tracker.track('load', () => 2, { tags: ['two'], metadata: { by: 'track' } });
    await first();
    await first.with({ tags: ['three'] })();
    const [one, two] = tracker.work('load').tasks;
    expect(one).toMatchObject({ tags: ['two'], metadata: { by: 'track' } });
    expect(two).toMatchObject({ tags: ['three'], metadata: { by: 'track' } });
  });

  it('stacks `with` on `with`', async () => {
    const { tracker } = testTracker();
    const load = tracker
      .track('load', () => 1)
      .with({ tags: ['a'] })
      .with({ metadata: { b: 1 } });
    await load();
    expect(load.work.latest).toMatchObject({ tags: ['a'], metadata: { b: 1 } });
  });

  it('may call itself', async () => {
    const { tracker } = testTracker();
    const down: (n: number) => Promise<number> = tracker.track(
      'down',
      async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await down(n - 1))),
    );
    expect(await down(2)).toBe(2);
    expect(tracker.list().map(({ path }) => path)).toEqual(['down', 'down/down', 'down/down/down']);
  });
});

describe('tracker.run', () => {
  it('runs a body once, as a task that it is given', async () => {
    const { tracker } = testTracker();
    const value = await tracker.run('nightly', (task) => `${task.name} ${task.status().stage}`);
    expect(value).toBe('nightly running');
    expect(tracker.find('nightly')?.status().stage).toBe('succeeded');
  });

  it('begins the body before it returns, and rejects with the very error', async () => {
    const { tracker } = testTracker();
    const error = new Error('no');
    let begun = false;
    const run = tracker.run('nightly', () => {
      begun = true;
      throw error;
    });
    expect(begun).toBe(true);
    expect(await rejection(run)).toBe(error);
  });

  it('rejects where it is refused, and leaves no task', async () => {
    const { tracker } = testTracker();
    expect(await rejection(tracker.run('a/b', () => 1))).toMatchObject({ code: 'invalid_name' });
    expect(await rejection(tracker.run('a', undefined as never))).toMatchObject({ code: 'not_a_function' });
    expect(await rejection(tracker.run('a', () => 1, { tiemout: 1 } as never))).toMatchObject({
      code: 'unknown_option',
    });
    expect(tracker.list()).toEqual([]);
  });
});

describe('tracker.task', () => {
  it('is not started until the host drives it', () => {
    const { tracker } = testTracker();
    const task = tracker.task<number>('upload');
    expect(task.status()).toMatchObject({ stage: 'not_started', phase: 'idle', attempt: 0 });
    expect(task.history).toEqual([]);
    task.queue({ reason: 'requesting_resource' });
    task.start();
    task.succeed(3, { summary: 'three', schemas: 'a; b' });
    expect(marks(task)).toEqual(['pending (requesting_resource)', 'running', 'succeeded']);
    expect(task.status()).toMatchObject({ result: 3, summary: 'three', schemas: ['a', 'b'], valid: true });
  });

  it('has waited 0 when it goes straight to work', () => {
    const { tracker } = testTracker();
    const task = tracker.task('upload');
    task.start();
    const [pending, running] = task.history;
    expect([pending?.stage, running?.stage]).toEqual(['pending', 'running']);
    expect(pending?.timestamp).toBe(running?.timestamp);
    task.fail(new Error('no'));
  });

  it('goes through a life of its own', () => {
    const { tracker } = testTracker();
    const task = tracker.task('upload');
    task.start();
    task.pause({ reason: 'approval' });
    task.resume();
    task.retry({ error: new Error('again'), after: { seconds: 1 } });
    expect(task.status()).toMatchObject({ stage: 'retrying', attempt: 1, nextAttemptAt: expect.any(Number) });
    task.start({ reason: 'retry' });
    expect(task.attempt).toBe(2);
    task.skip();
    expect(marks(task)).toEqual([
      'pending',
      'running',
      'paused (approval)',
      'running (resumed)',
      'retrying',
      'running (retry)',
      'skipped (nothing_to_do)',
    ]);
  });
});

describe('tracker.adopt', () => {
  it('makes a task of a promise that is under way', async () => {
    const { tracker, clock } = testTracker();
    const download = deferred<string>();
    const task = tracker.adopt('download', download.promise);
    expect(task.status().stage).toBe('running');
    download.resolve('done');
    expect(await task.result()).toBe('done');
    const error = new Error('lost');
    const lost = tracker.adopt('download', Promise.reject(error));
    expect(await rejection(lost.result())).toBe(error);
    await clock.advance(0);
    expect(marks(lost)).toEqual(['pending', 'running', 'failed (user_exception)']);
  });

  it('fails where the value does not fit the schema', async () => {
    const { tracker } = testTracker();
    const positive = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value: unknown) =>
          (value as number) > 0 ? { value: value as number } : { issues: [{ message: 'too small' }] },
      },
    } as const;
    const task = tracker.adopt('count', Promise.resolve(-1), { result: positive });
    expect(await rejection(task.result())).toMatchObject({ name: 'ValidationError', code: 'schema' });
    expect(task.status()).toMatchObject({ stage: 'failed', reason: 'invalid_return_value' });
    expect(await tracker.adopt('count', Promise.resolve(1), { result: positive }).result()).toBe(1);
  });
});
