import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { testTracker } from '../../src/testing.ts';
import { deferred, marks, rejection, thrown } from './rig.ts';

function heard(tracker: ReturnType<typeof testTracker>['tracker']): string[] {
  const events: string[] = [];
  tracker.events.on('shared', ({ task, work, key }) => void events.push(`shared ${task.id} ${work} ${key}`));
  tracker.events.on('cache_hit', ({ task, work, key }) => void events.push(`cache_hit ${task.id} ${work} ${key}`));
  return events;
}

describe('calls of the same key', () => {
  it('are tasks of their own without key and once', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (file: string) => file);
    await Promise.all([load('a'), load('a')]);
    expect(tracker.list()).toHaveLength(2);
  });

  it('join the one that is open: one body, one result, one task, an event and no fact', async () => {
    const { tracker, facts } = testTracker();
    const events = heard(tracker);
    const wait = deferred<object>();
    let bodies = 0;
    const load = tracker.track('load', (_file: string) => (bodies++, wait.promise), { key: (file) => file });
    const [first, second] = [load.start('a'), load.start('a')];
    expect(second).toBe(first);
    const before = facts().length;
    const both = Promise.all([load('a'), load('a')]);
    expect(facts()).toHaveLength(before);
    expect(events).toEqual(Array(3).fill(`shared ${first.id} load a`));
    wait.resolve({});
    const [one, other] = await both;
    expect(one).toBe(other);
    expect([bodies, tracker.list().length]).toEqual([1, 1]);
    expect(first.key).toBe('a');
  });

  it('do not join one of another key, another name or one that has ended', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (file: string) => file, { key: (file) => file });
    const other = tracker.track('other', (file: string) => file, { key: (file) => file });
    await Promise.all([load('a'), load('b'), other('a')]);
    await load('a');
    expect(tracker.list()).toHaveLength(4);
  });

  it('share their key space by name within one tracker only', async () => {
    const wait = deferred();
    const one = testTracker();
    const again = one.tracker.track('load', () => wait.promise, { key: () => 'k' });
    const same = one.tracker.track('load', () => wait.promise, { key: () => 'k' });
    const other = testTracker().tracker.track('load', () => wait.promise, { key: () => 'k' });
    expect(same.start()).toBe(again.start());
    expect(other.start()).not.toBe(again.start());
    wait.resolve();
    await Promise.all([again(), other()]);
  });

  it('are refused where `key` gives no string, and leave no task', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (n: number) => n, { key: (n) => n as unknown as string });
    expect(await rejection(load(1))).toMatchObject({ name: 'ValidationError', code: 'invalid_key' });
    expect(thrown(() => load.start(1))).toMatchObject({ code: 'invalid_key', fix: expect.any(String) });
    expect(tracker.list()).toEqual([]);
  });

  it('never join a task that they are inside of: they run as its child', async () => {
    const { tracker } = testTracker();
    const down: (n: number) => Promise<number> = tracker.track(
      'down',
      async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await down(n - 1))),
      { key: () => 'same' },
    );
    expect(await down(2)).toBe(2);
    expect(tracker.list().map(({ path }) => path)).toEqual(['down', 'down/down', 'down/down/down']);
  });

  it('join the outer one again when the inner one of the same key has ended', async () => {
    const { tracker } = testTracker();
    const wait = deferred<string>();
    const load = tracker.track(
      'load',
      async (depth: number): Promise<string> => {
        if (depth > 0) await load(depth - 1);
        return depth > 0 ? wait.promise : 'inner';
      },
      { key: () => 'k' },
    ) as (depth: number) => Promise<string>;
    const first = load(1);
    await Promise.resolve().then(() => undefined);
    await tracker.list()[1]?.settled();
    const joined = load(1);
    wait.resolve('outer');
    expect(await Promise.all([first, joined])).toEqual(['outer', 'outer']);
    expect(tracker.list()).toHaveLength(2);
  });
});

describe('once', () => {
  it('reuses a success: the very object, no body, no task, no fact, an event', async () => {
    const { tracker, facts } = testTracker();
    const events = heard(tracker);
    let bodies = 0;
    const load = tracker.track('load', (_file: string) => ({ body: ++bodies }), { once: true });
    const value = await load('a');
    const before = facts().length;
    expect(await load('a')).toBe(value);
    const task = load.start('a');
    expect(task).toBe(tracker.list()[0]);
    expect(await task.result()).toBe(value);
    expect(facts()).toHaveLength(before);
    expect(events).toEqual(Array(2).fill(`cache_hit ${task.id} load ["a"]`));
    expect([bodies, await load('b')]).toEqual([1, { body: 2 }]);
  });

  it('joins an open call too', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    const load = tracker.track('load', () => wait.promise, { once: true });
    const both = [load(), load()];
    wait.resolve(1);
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(tracker.list()).toHaveLength(1);
  });

  it('runs a failed call again', async () => {
    const { tracker } = testTracker();
    let bodies = 0;
    const load = tracker.track(
      'load',
      () => {
        if (++bodies === 1) throw new Error('first');
        return bodies;
      },
      { once: true },
    );
    await expect(load()).rejects.toThrow('first');
    expect(await load()).toBe(2);
    expect(await load()).toBe(2);
    expect(tracker.list()).toHaveLength(2);
  });

  it('hands out a failure again with cacheFailures: the same error object', async () => {
    const { tracker } = testTracker();
    const events = heard(tracker);
    const error = new Error('for good');
    const load = tracker.track('load', () => Promise.reject(error), { once: true, cacheFailures: true });
    expect(await rejection(load())).toBe(error);
    expect(await rejection(load())).toBe(error);
    expect(tracker.list()).toHaveLength(1);
    expect(events).toHaveLength(1);
  });

  it('does not hand out what was cancelled, also with cacheFailures', async () => {
    const { tracker, clock } = testTracker();
    let bodies = 0;
    const load = tracker.track('load', () => (++bodies === 1 ? new Promise<number>(() => undefined) : 7), {
      once: true,
      cacheFailures: true,
      grace: 0,
    });
    const first = load.start();
    first.cancel();
    await clock.advance(0);
    await rejection(first.result());
    expect(await load()).toBe(7);
  });

  it('does not reuse a result that was invalidated', async () => {
    const { tracker } = testTracker();
    let bodies = 0;
    const load = tracker.track('load', () => ++bodies, { once: true });
    await load();
    load.work.latest?.invalidate('stale');
    expect(await load()).toBe(2);
  });

  it.each([
    [[{ a: 1, b: [2, { c: 3, d: 4 }] }], [{ b: [2, { d: 4, c: 3 }], a: 1 }]],
    [['a', undefined], ['a']],
    [[0], [-0]],
  ])('takes %j and %j for the same call', async (one, other) => {
    const { tracker } = testTracker();
    let bodies = 0;
    const load = tracker.track('load', (..._args: unknown[]) => ++bodies, { once: true });
    await load(...one);
    await load(...other);
    expect(bodies).toBe(1);
  });

  it.each([
    ['a function', [() => 1], 'arguments[0]'],
    ['a date inside', ['x', { at: new Date(0) }], 'arguments[1].at'],
    ['a bigint', [1n], 'arguments[0]'],
    ['a class instance', [new URL('http://a.b')], 'arguments[0]'],
  ])('refuses %s as an argument, and asks for `key`', async (_what, args, path) => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (..._args: unknown[]) => 1, { once: true });
    const error = await rejection(load(...args));
    expect(error).toMatchObject({ name: 'ValidationError', path, fix: expect.stringContaining('key') });
    expect(tracker.list()).toEqual([]);
  });

  it('forgets with the process, where once is true', async () => {
    const journal = memoryJournal();
    const one = testTracker({ journal });
    await one.tracker.track('load', () => 1, { once: true })();
    const two = testTracker({ journal: memoryJournal(journal.read()) });
    expect(await two.tracker.track('load', () => 2, { once: true })()).toBe(2);
  });
});

describe("once: 'journal'", () => {
  const next = (journal: ReturnType<typeof memoryJournal>) => testTracker({ journal: memoryJournal(journal.read()) });

  it('reuses what an earlier process recorded: the recorded value', async () => {
    const journal = memoryJournal();
    const value = { at: new Date(7), rows: new Map([['a', 1]]) };
    await testTracker({ journal }).tracker.track('load', () => value, { once: 'journal' })();
    const { tracker } = next(journal);
    const events = heard(tracker);
    const load = tracker.track('load', () => ({ at: new Date(0), rows: new Map() }), { once: 'journal' });
    const again = await load();
    expect(again).toEqual(value);
    expect(again).not.toBe(value);
    expect(events).toHaveLength(1);
    expect(tracker.list()).toHaveLength(1);
  });

  it('hands out a recorded failure as a RecordedError, with cacheFailures only', async () => {
    const journal = memoryJournal();
    const fail = () => Promise.reject(Object.assign(new TypeError('no'), { code: 'E_NO' }));
    await rejection(testTracker({ journal }).tracker.track('load', fail, { once: 'journal', cacheFailures: true })());
    const { tracker } = next(journal);
    const load = tracker.track('load', () => 1, { once: 'journal', cacheFailures: true });
    expect(await rejection(load() as Promise<unknown>)).toMatchObject({
      name: 'RecordedError',
      message: 'no',
      code: 'E_NO',
    });
    expect(await load.with({ cacheFailures: false })()).toBe(1);
  });

  it('never reuses a recorded value that is not the value', async () => {
    const journal = memoryJournal();
    class Rows {
      readonly count = 1;
    }
    const first = testTracker({ journal }).tracker.track('load', () => new Rows(), { once: 'journal' });
    expect(await first()).toBe(await first());
    const { tracker } = next(journal);
    let bodies = 0;
    await tracker.track('load', () => (bodies++, new Rows()), { once: 'journal' })();
    expect(bodies).toBe(1);
  });

  it('keeps the caught error of onError: value', async () => {
    const journal = memoryJournal();
    const fail = (): number => {
      throw new Error('no');
    };
    const options = { once: 'journal', onError: 'value' } as const;
    await testTracker({ journal }).tracker.track('load', fail, options)();
    const { tracker } = next(journal);
    const [value, error] = await tracker.track('load', fail, options)();
    expect(value).toBeUndefined();
    expect(error).toMatchObject({ name: 'RecordedError', message: 'no' });
    expect(marks(tracker.list()[0]!)).toEqual(['pending', 'running', 'succeeded']);
  });
});

describe('keys and names that look like secrets', () => {
  const secret = 'Bearer abc.def.ghi';

  it('stand in the record as a stable hash, also for look-up', async () => {
    const { tracker, journal } = testTracker();
    const load = tracker.track(secret, (_key: string) => 1, { key: (key) => key, once: 'journal' });
    await load(secret);
    const task = tracker.task('mine', { key: secret });
    task.cancel();
    expect(JSON.stringify([...journal.read()])).not.toContain('abc.def.ghi');
    expect(tracker.list({ key: secret }).map(({ name }) => name)).toEqual([load.work.name, 'mine']);
    expect(tracker.list({ name: secret })).toEqual(tracker.work(secret).tasks);
    expect(tracker.find(secret)).toBe(load.work.latest);
    const next = testTracker({ journal: memoryJournal(journal.read()) }).tracker;
    let bodies = 0;
    await next.track(secret, (_key: string) => ++bodies, { key: (key) => key, once: 'journal' })(secret);
    expect(bodies).toBe(0);
    expect(next.at({ seq: 1 }).list({ name: secret })).toHaveLength(1);
  });
});
