import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/engine/ledger.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { NotFoundError } from '../../src/model/errors.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Task } from '../../src/tracker/task.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import type { TrackerOptions } from '../../src/tracker/tracker-options.ts';
import { everything } from '../support/everything.ts';
import { acts, Life, totals } from '../support/lives.ts';

function trackerWith(retention: TrackerOptions['retention'], more: TrackerOptions = {}) {
  const clock = new FakeClock(1_000_000);
  const journal = memoryJournal();
  const tracker = new Tracker({ clock, journal, timers: 'host', ...more, ...(retention && { retention }) });
  return { tracker, clock, journal };
}

function finished(tracker: Tracker, name: string, count: number): readonly Task[] {
  return Array.from({ length: count }, (_, at) => {
    const task = tracker.task(name, { metadata: { at } });
    task.start();
    if (at % 3 === 0) task.fail(new Error(`no ${at}`));
    else task.succeed(at);
    return task;
  });
}
const expired = expect.objectContaining({ name: 'NotFoundError', code: 'expired' }) as Error;
const ids = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id);

describe('by number', { timeout: 20_000 }, () => {
  test('the newest ends are kept, and everything still counts', () => {
    const { tracker } = trackerWith({ maxTasks: 10 });
    const tasks = finished(tracker, 'load', 1000);
    expect(ids(tracker.list())).toEqual(ids(tasks.slice(-10)));
    expect(tracker.counts()).toEqual({ failed: 334, succeeded: 666 });
    expect(tracker.counts({ name: 'load' })).toEqual({ failed: 334, succeeded: 666 });
    expect(tracker.work('load').status()).toMatchObject({ runs: 1000, successes: 666, failures: 334, stage: 'failed' });
    expect(tracker.work('load').timings()).toMatchObject({ count: 1000, approximate: true });
    expect(tracker.timingSummary()[0]).toMatchObject({ name: 'load', count: 1000, approximate: true });
    expect([tracker.get(tasks[0]?.id as string), tracker.find('load')?.id]).toEqual([undefined, tasks.at(-1)?.id]);
    expect(tracker.health().dropped).toEqual({ tasks: 990 });
  });

  test('what ended first is let go first, whatever was created first', () => {
    const { tracker } = trackerWith({ maxTasks: 2 });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => tracker.task(name)) as [Task, Task, Task];
    for (const task of [b, c, a]) {
      task.start();
      task.succeed();
    }
    expect(ids(tracker.list())).toEqual(ids([a, c]));
  });

  test('a moment of the past tells nothing of what was let go since, though newer facts were let go before', () => {
    const { tracker } = trackerWith({ maxTasks: 2, maxHistory: 1 });
    finished(tracker, 'old', 2);
    const server = tracker.task('server');
    server.start();
    for (let round = 0; round < 300; round++) {
      server.retry({ reason: 'attempt_timeout' });
      server.start();
    }
    const moment = tracker.at({ seq: server.status().seq });
    const worksThen = () => new Set(moment.timings().map(({ work }) => work));
    expect(worksThen()).toEqual(new Set(['old', 'server']));
    finished(tracker, 'new', 2);
    expect(tracker.list({ name: 'old' })).toEqual([]);
    expect(worksThen()).toEqual(new Set(['server']));
    expect(
      new Set(
        tracker
          .at({ seq: server.status().seq })
          .timings()
          .map(({ work }) => work),
      ),
    ).toEqual(worksThen());
  });

  test('none need be kept; who hears of an end can read all of it', () => {
    const { tracker } = trackerWith({ maxTasks: 0 });
    const told: unknown[] = [];
    tracker.events.on('transition', ({ task, from, to }) => {
      tracker.list();
      told.push([task.status().stage, from.stage, to.stage, task.history.length]);
    });
    finished(tracker, 'load', 2);
    const begun = [
      ['pending', 'not_started', 'pending', 1],
      ['running', 'pending', 'running', 2],
    ];
    const [failed, succeeded] = ['failed', 'succeeded'].map((stage) => [stage, 'running', stage, 3]);
    expect(told).toEqual([...begun, failed, ...begun, succeeded]);
    expect([tracker.list(), tracker.counts()]).toEqual([[], { failed: 1, succeeded: 1 }]);
  });

  test('open tasks are kept, however many there are', () => {
    const { tracker } = trackerWith({ maxTasks: 1 });
    const open = Array.from({ length: 50 }, () => tracker.task('wait'));
    finished(tracker, 'load', 600);
    expect(tracker.list({ name: 'wait' })).toEqual(open);
    expect(tracker.list()).toHaveLength(51);
  });
});

describe('by age', () => {
  test('what ended longer ago is let go', async () => {
    const { tracker, clock } = trackerWith({ maxAge: { minutes: 1 } });
    finished(tracker, 'early', 3);
    const open = tracker.task('open');
    await clock.advance({ seconds: 40 });
    const late = finished(tracker, 'late', 2);
    expect(tracker.list()).toHaveLength(6);
    await clock.advance({ seconds: 21 });
    expect(ids(tracker.list())).toEqual(ids([open, ...late]));
    await clock.advance({ seconds: 40 });
    expect([ids(tracker.list()), tracker.counts()]).toEqual([[open.id], { not_started: 1, failed: 2, succeeded: 3 }]);
  });
});

describe('signs of life', () => {
  test('of a task are few, however long it lives', () => {
    const { tracker, journal } = trackerWith({ maxHistory: 20 });
    const whole = trackerWith({ maxHistory: Number.POSITIVE_INFINITY }).tracker;
    const [task] = [tracker, whole].map((one) => {
      const living = one.task('server', { id: 'server' });
      living.start();
      for (let at = 0; at < 1000; at++) {
        if (at % 3 === 0) living.heartbeat();
        else living.reportProgress(at, 1000);
        if (at === 500) living.pause();
        if (at === 501) living.start();
        if (at % 100 === 0) living.note(`at ${at}`);
      }
      living.note('last');
      return living;
    }) as [Task];
    const same = (one: Tracker) => {
      const [{ history, annotations, progress, attempt }] = one.list() as [Task];
      return { history, annotations, progress, attempt, timings: one.timings(), counts: one.counts() };
    };
    expect(same(tracker)).toEqual(same(whole));
    const { ledger } = (task as unknown as { runtime: { engine: { ledger: Ledger } } }).runtime.engine;
    expect([...ledger.facts()].length).toBeLessThan(65);
    expect(tracker.health().dropped['signs_of_life']).toBeGreaterThan(900);
    const seq = tracker.tick().seq;
    for (const at of [seq, seq - 3, 600, 10]) {
      expect(tracker.at({ seq: at }).get('server')?.progress).toEqual(whole.at({ seq: at }).get('server')?.progress);
    }
    const isSign = ({ type }: Fact) => type === 'heartbeat' || type === 'progressed';
    const others = [...journal.read()].filter((fact) => !isSign(fact));
    expect([...tracker.facts()].filter((fact) => !isSign(fact))).toEqual(others);
    task.succeed();
    expect(task.history.length).toBe(5);
  });
});

describe('what belongs to an open task is kept', () => {
  test('a tree goes as a whole, when all in it is done', () => {
    const { tracker } = trackerWith({ maxTasks: 3 });
    const root = tracker.task('root');
    root.start();
    const children = Array.from({ length: 20 }, () => tracker.task('child', { parent: root }));
    for (const child of children) child.start();
    for (const child of children) child.succeed();
    finished(tracker, 'load', 5);
    expect(root.children).toEqual(children);
    expect(tracker.list({ name: 'load' })).toHaveLength(3);
    root.succeed();
    expect(tracker.list()).toEqual([]);
    expect([tracker.tree(), tracker.counts()]).toEqual([[], { failed: 2, succeeded: 24 }]);
  });

  test('a child that is begun under a task that is done keeps its tree', () => {
    const { tracker } = trackerWith({ maxTasks: 2 });
    const [root] = finished(tracker, 'root', 1) as [Task];
    const late = tracker.task('late', { parent: root });
    finished(tracker, 'load', 10);
    expect(late.parent).toBe(root);
    expect(root.status().stage).toBe('failed');
    late.start();
    late.succeed();
    finished(tracker, 'load', 2);
    expect(tracker.get(root.id)).toBeUndefined();
    expect(tracker.get(late.id)).toBeUndefined();
  });

  test('what it comes after, and what it goes on from', async () => {
    const { tracker, clock } = trackerWith({ maxTasks: 1 });
    let fails = true;
    const load = tracker.track('load', () => {
      if (fails) throw new Error('no');
    });
    const failing = load.start();
    await failing.settled();
    fails = false;
    const [before] = finished(tracker, 'before', 1) as [Task];
    const after = tracker.task('after', { after: [before], when: 'all_done' });
    const blocked = new Promise<void>(() => undefined);
    tracker.track('load', () => blocked);
    const again = await tracker.resume(failing.id);
    finished(tracker, 'other', 10);
    expect([failing.resumedTo, again.resumedFrom]).toEqual([again.id, failing.id]);
    expect(before.status().outcome).toBe('failure');
    after.start();
    after.succeed();
    again.cancel();
    await clock.advance({ seconds: 6 });
    tracker.tick();
    finished(tracker, 'other', 2);
    expect(ids(tracker.list())).not.toContain(failing.id);
    expect(() => before.status()).toThrow(expired);
  });
});

describe('the handle of a task that was let go', () => {
  test('says how it ended, and refuses the rest', async () => {
    const { tracker } = trackerWith({ maxTasks: 1 });
    const double = tracker.track('double', (n: number) => n * 2);
    const task = double.start(4);
    await task.settled();
    const { id, path } = task;
    finished(tracker, 'load', 5);
    expect(tracker.list()).toHaveLength(1);
    expect([task.id, task.path, task.hasSucceeded, task.isSettled, task.cancel(), task.stop()]).toEqual([
      id,
      path,
      true,
      true,
      false,
      false,
    ]);
    await expect(task.result()).resolves.toBe(8);
    await expect(task.settled()).rejects.toEqual(expired);
    const refused = [
      () => task.status(),
      () => task.history,
      () => task.children,
      () => task.annotations,
      () => task.metadata,
      () => task.note('late'),
      () => task.succeed(1),
      () => tracker.cancel(id),
      () => tracker.task('child', { parent: task }),
    ];
    for (const refuse of refused) expect(refuse).toThrow(expired);
    await expect(tracker.resume(id)).rejects.toEqual(expired);
    expect(inspect(task)).toContain('expired');
    expect(() => tracker.cancel('nobody')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  test('code that still runs inside of one begins roots', async () => {
    const { tracker } = trackerWith({ maxTasks: 0 });
    let later: Promise<unknown> = Promise.resolve();
    const inner = tracker.track('inner', () => 'done');
    await tracker.run('outer', () => {
      later = Promise.resolve()
        .then(() => new Promise((resolve) => setImmediate(resolve)))
        .then(() => inner.start());
    });
    expect(tracker.list()).toEqual([]);
    const task = (await later) as Task;
    expect([task.parent, task.path]).toEqual([undefined, 'inner']);
  });

  test('a body that delivers later than that harms nobody', async () => {
    const { tracker, clock } = trackerWith({ maxTasks: 0 });
    let finish: (value: string) => void = () => undefined;
    const slow = tracker.track('slow', () => new Promise<string>((resolve) => (finish = resolve)), { timeout: 10 });
    const call = slow().catch((error: Error) => error.name);
    await clock.advance(20);
    tracker.tick();
    expect(await call).toBe('TimeoutError');
    expect(tracker.list()).toEqual([]);
    finish('too late');
    await new Promise((resolve) => setImmediate(resolve));
    expect(tracker.counts()).toEqual({ timed_out: 1 });
  });
});

test('`once` forgets what was let go', async () => {
  const { tracker } = trackerWith({ maxTasks: 2 });
  let runs = 0;
  const load = tracker.track(
    'load',
    (n: number) => {
      runs++;
      return n;
    },
    { once: true },
  );
  await load(1);
  await load(1);
  expect(runs).toBe(1);
  for (let n = 2; n < 5; n++) await load(n);
  await load(1);
  expect(runs).toBe(5);
});

describe('the past', { timeout: 20_000 }, () => {
  test('is there from the newest fact on that was let go; before it, in the journal', () => {
    const { tracker } = trackerWith({ maxTasks: 5 });
    const whole = trackerWith(undefined).tracker;
    for (const one of [tracker, whole]) finished(one, 'load', 40);
    const at = (one: Tracker, seq: number) => one.at({ seq });
    for (const seq of [0, 1, 7, 60, 120, 150, 160]) {
      expect(at(tracker, seq).counts()).toEqual(at(whole, seq).counts());
      expect(at(tracker, seq).summary()).toEqual(at(whole, seq).summary());
      expect(at(tracker, seq).list().length).toBeLessThanOrEqual(6);
    }
    expect(
      at(tracker, 60)
        .list()
        .map(({ path }) => path),
    ).toHaveLength(5);
  });

  test('by time goes the same way', async () => {
    const { tracker, clock } = trackerWith({ maxTasks: 1 });
    const times: number[] = [];
    for (let at = 0; at < 5; at++) {
      finished(tracker, 'load', 1);
      times.push(clock.now());
      await clock.advance(1000);
    }
    expect(times.map((time) => tracker.at(time).counts())).toEqual([1, 2, 3, 4, 5].map((failed) => ({ failed })));
    expect(tracker.at(0).counts()).toEqual({});
  });

  test('a moment that is held tells what one that is asked for anew does, whatever is let go meanwhile', () => {
    const { tracker } = trackerWith({ maxTasks: 3 });
    const [, , last] = finished(tracker, 'load', 3) as [Task, Task, Task];
    const { seq } = last.status();
    const held = tracker.at({ seq });
    const before = everything(held, ['load']);
    finished(tracker, 'load', 1);
    expect(tracker.list()).toHaveLength(3);
    expect(everything(held, ['load'])).toEqual(everything(tracker.at({ seq }), ['load']));
    expect(held.tree()).toHaveLength(2);
    expect(everything(held, ['load'])).not.toEqual(before);
    finished(tracker, 'load', 3);
    expect(tracker.list()).toHaveLength(3);
    for (const read of [() => held.tree(), () => held.counts()]) expect(read).toThrow(expired);
  });

  test('without a journal is refused', () => {
    const tracker = new Tracker({ retention: { maxTasks: 5 } });
    const tasks = finished(tracker, 'load', 40);
    expect(tracker.at({ seq: 155 }).counts()).toEqual({ running: 1, failed: 13, succeeded: 25 });
    expect(() => tracker.at({ seq: 10 })).toThrow(expired);
    expect(() => tracker.at({ seq: 10 })).toThrow(NotFoundError);
    expect(() => tracker.history(tasks[0]?.id as string)).toThrow(expired);
    expect(tracker.history('nobody')).toBeUndefined();
    expect(tracker.history(tasks[39]?.id as string)).toEqual(tasks[39]?.history);
  });

  test('of one task is its history', () => {
    const { tracker } = trackerWith({ maxTasks: 5 });
    const first = tracker.task('load');
    first.start();
    first.succeed({ rows: new Map([[1, 2]]) });
    const history = structuredClone(first.history);
    first.invalidate('wrong');
    finished(tracker, 'load', 40);
    expect(tracker.list()).toHaveLength(5);
    expect(tracker.history(first.id)).toEqual(
      history.map((record, at) => (at === 2 ? { ...record, valid: false } : record)),
    );
    expect(tracker.history('nobody')).toBeUndefined();
  });
});

describe('all facts', () => {
  test('are told without a gap, by the journal where some were let go', async () => {
    const { tracker, journal } = trackerWith({ maxTasks: 2 });
    finished(tracker, 'load', 30);
    expect(tracker.list()).toHaveLength(2);
    expect([...tracker.facts()]).toEqual([...journal.read()]);
    expect([...tracker.facts({ since: 117 })].map(({ seq }) => seq)).toEqual([118, 119, 120]);
    const told: number[] = [];
    for await (const { seq } of tracker.stream({ since: 5 })) {
      told.push(seq);
      if (seq === 60) finished(tracker, 'more', 10);
      if (seq === 160) break;
    }
    expect(told).toEqual(Array.from({ length: 155 }, (_, at) => at + 6));
  });

  test('are refused where neither memory nor a journal has them', async () => {
    const tracker = new Tracker({ retention: { maxTasks: 2 } });
    finished(tracker, 'load', 30);
    expect(tracker.list()).toHaveLength(2);
    expect(() => tracker.facts()).toThrow(expired);
    await expect(tracker.stream()[Symbol.asyncIterator]().next()).rejects.toEqual(expired);
    expect([...tracker.facts({ since: 112 })]).toHaveLength(8);
  });
});

describe('laws', () => {
  const limits = fc.record({ maxTasks: fc.nat(12) });
  const all = { maxTasks: Number.POSITIVE_INFINITY };

  test('with any retention all that counts is as it is without', () => {
    fc.assert(
      fc.property(acts, limits, (life, retention) => {
        const kept = new Life({ retention }).live(life).tracker;
        const whole = new Life({ retention: all }).live(life).tracker;
        expect(totals(kept)).toEqual(totals(whole));
        const isOpen = (task: Task) => !task.isSettled;
        expect(ids(kept.list().filter(isOpen))).toEqual(ids(whole.list().filter(isOpen)));
        for (const task of kept.list()) expect(task.history).toEqual(whole.get(task.id)?.history);
      }),
      { numRuns: 60 },
    );
  }, 20_000);

  test('replayed equals live', () => {
    fc.assert(
      fc.property(acts, limits, (life, retention) => {
        const journal = memoryJournal();
        const { tracker, clock } = new Life({ retention, journal }).live(life);
        const replayed = Tracker.from(journal.read(), { retention, clock, timers: 'host' });
        expect(totals(replayed)).toEqual(totals(tracker));
        expect(everything(replayed, ['load', 'save'])).toEqual(everything(tracker, ['load', 'save']));
      }),
      { numRuns: 60 },
    );
  }, 20_000);
});
