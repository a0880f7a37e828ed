import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { type TestTracker, testTracker } from '../../src/testing.ts';
import type { Task } from '../../src/tracker/task.ts';
import { deferred, endless, marks, rejection } from './rig.ts';

type Journal = ReturnType<typeof memoryJournal>;
/** The next process, which finds what the last one wrote. */
const next = (journal: Journal): TestTracker => {
  return testTracker({ journal: memoryJournal(journal.read()), openTasks: 'allow' });
};
const crashing = (): TestTracker => {
  return testTracker({ journal: memoryJournal(), openTasks: 'allow' });
};

describe('resume within a process', () => {
  it.each([
    ['failed', (task: Task): void => task.fail(new Error('no'))],
    ['stopped', (task: Task): void => void task.stop()],
  ] as const)(
    'of a task that %s begins a new one with the same path, and the arguments of the call',
    async (stage, end) => {
      const { tracker, clock } = testTracker();
      const seen: unknown[] = [];
      const load = tracker.track(
        'load',
        (...args: unknown[]) => (seen.push(args), seen.length === 1 ? endless() : Promise.resolve('fine')),
        { grace: 0 },
      );
      const argument = { file: 'a.csv' };
      const old = load.start(argument);
      old.result().catch(() => undefined);
      end(old);
      await clock.advance(0);
      expect([old.status().stage, old.isResumable]).toEqual([stage, true]);
      const task = await tracker.resume(old.id);
      expect(task).not.toBe(old);
      expect(task).toMatchObject({ path: 'load', resumedFrom: old.id });
      expect(old).toMatchObject({ resumedTo: task.id, isResumable: false });
      expect(await task.result()).toBe('fine');
      expect((seen[1] as unknown[])[0]).toBe(argument);
    },
  );

  it('of a task that timed out begins a new one', async () => {
    const { tracker, clock } = testTracker();
    let bodies = 0;
    const old = tracker.track('load', () => (++bodies === 1 ? endless() : Promise.resolve(1)), { timeout: 10 }).start();
    await clock.advance(10);
    expect(await (await tracker.resume(old.id)).result()).toBe(1);
  });

  it('answers once the task is started, not when it ends', async () => {
    const { tracker, clock } = testTracker();
    const old = tracker.track('load', endless, { timeout: 10 }).start();
    await clock.advance(10);
    const task = await tracker.resume(old.id);
    expect(task.status().stage).toBe('running');
    await clock.advance(10);
  });

  it('runs the function last tracked under the name', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (): string => {
      throw new Error('old');
    });
    await rejection(load());
    tracker.track('load', () => 'new');
    expect(await (await tracker.resume(load.work.latest!.id)).result()).toBe('new');
  });

  it('of a success gives the stored result: nothing is recorded, no time changed', async () => {
    const { tracker, facts } = testTracker();
    await tracker.track('load', () => 7)();
    const before = facts().length;
    const old = tracker.list()[0]!;
    const { timestamp } = old.status();
    const task = await tracker.resume(old.id);
    expect([task, await task.result(), task.status().timestamp]).toEqual([old, 7, timestamp]);
    expect(facts()).toHaveLength(before);
  });

  it('is refused for what is open, unknown, skipped, cancelled, a child, or was resumed before', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const load = tracker.track('load', (): Promise<number> => endless(), { grace: 0 });
    const open = load.start();
    expect(await rejection(tracker.resume(open.id))).toMatchObject({
      name: 'StillActiveError',
      code: 'still_active',
      fix: expect.any(String),
    });
    expect(await rejection(tracker.resume('nobody'))).toMatchObject({ name: 'NotFoundError', code: 'not_found' });
    const skipped = load.start();
    skipped.skip();
    const cancelled = load.start();
    cancelled.cancel();
    const child = load.with({ parent: open }).start();
    child.stop();
    const failed = load.start();
    failed.fail(new Error('no'));
    await clock.advance(0);
    await tracker.resume(failed.id);
    for (const [task, code] of [
      [skipped, 'skipped'],
      [cancelled, 'cancelled'],
      [child, 'child'],
      [failed, 'superseded'],
    ] as const) {
      expect(await rejection(tracker.resume(task.id))).toMatchObject({
        name: 'NotResumableError',
        code,
        fix: expect.any(String),
      });
      expect(task.isResumable).toBe(false);
    }
  });

  it('of a cancelled one begins a new task with allowCancelled', async () => {
    const { tracker, clock } = testTracker();
    let bodies = 0;
    const old = tracker.track('load', () => (++bodies === 1 ? endless() : Promise.resolve(2)), { grace: 0 }).start();
    old.cancel();
    await clock.advance(0);
    const task = await tracker.resume(old.id, { allowCancelled: true });
    expect([task.resumedFrom, await task.result()]).toEqual([old.id, 2]);
  });

  it('is refused without a function', async () => {
    const { tracker } = testTracker();
    await rejection(tracker.run('load', () => Promise.reject(new Error('no'))));
    const old = tracker.find('load')!;
    expect(old.isResumable).toBe(false);
    expect(await rejection(tracker.resume(old.id))).toMatchObject({ name: 'NotResumableError', code: 'no_function' });
  });

  it('is refused while the tracker is draining', async () => {
    const { tracker } = testTracker();
    await rejection(tracker.track('load', () => Promise.reject(new Error('no')))());
    await tracker.drain();
    expect(await rejection(tracker.resume(tracker.find('load')!.id))).toMatchObject({ code: 'draining' });
  });

  it('hands back what finished children delivered, and runs the others again', async () => {
    const { tracker, facts } = testTracker();
    const runs: string[] = [];
    const step = tracker.track('step', (name: string) => (runs.push(name), { name }), { key: (name) => name });
    const shaky = tracker.track('shaky', () => {
      runs.push('shaky');
      if (runs.length < 4) throw new Error('not yet');
      return 'steady';
    });
    const values: unknown[] = [];
    const outer = tracker.track('outer', async () => {
      values.push(await step('a'), await step('b'));
      return shaky();
    });
    await rejection(outer());
    const old = outer.work.latest!;
    const before = facts().length;
    const task = await tracker.resume(old.id);
    expect(await task.result()).toBe('steady');
    expect(runs).toEqual(['a', 'b', 'shaky', 'shaky']);
    expect(values.slice(2)).toEqual(values.slice(0, 2));
    expect(values[2]).toBe(values[0]);
    const created = facts()
      .slice(before)
      .filter(({ type }) => type === 'task_created');
    expect(created).toMatchObject([{ name: 'outer' }, { name: 'shaky', path: 'outer/shaky' }]);
  });

  it('hands them back over several resumes, and in unfinished children as well', async () => {
    const { tracker } = testTracker();
    const runs: string[] = [];
    const leaf = tracker.track('leaf', () => void runs.push('leaf'));
    const middle = tracker.track('middle', async () => {
      await leaf();
      if (runs.push('middle') < 6) throw new Error('not yet');
    });
    const outer = tracker.track('outer', async () => {
      await leaf();
      await middle();
    });
    await rejection(outer());
    for (let at = 0; at < 2; at++) await (await tracker.resume(outer.work.latest!.id)).settled();
    expect(runs).toEqual(['leaf', 'leaf', 'middle', 'middle', 'middle']);
    await (await tracker.resume(outer.work.latest!.id)).result();
    const middles = tracker.work('middle').tasks;
    expect(middles.map(({ path }) => path)).toEqual(Array(4).fill('outer/middle'));
    expect(middles[1]?.resumedFrom).toBe(middles[0]?.id);
  });

  it('counts places that were handed back, so that later children get the same suffixes', async () => {
    const { tracker } = testTracker();
    const leaf = tracker.track('leaf', (n: number) => n);
    let attempts = 0;
    const outer = tracker.track('outer', async () => {
      await leaf(1);
      await leaf(2);
      if (++attempts === 1) throw new Error('again');
      return leaf(3);
    });
    await rejection(outer());
    expect(await (await tracker.resume(outer.work.latest!.id)).result()).toBe(3);
    expect(tracker.list({ name: 'leaf' }).map(({ path }) => path)).toEqual([
      'outer/leaf',
      'outer/leaf_1',
      'outer/leaf_2',
    ]);
  });
});

describe('what the next process finds', () => {
  it('is interrupted (owner_lost) where it had started, and goes on with the next attempt', async () => {
    const { tracker: old, journal } = crashing();
    old.track('load', endless, { resumable: true }).with({}).start();
    const idle = old.task('idle');
    const { tracker } = next(journal);
    const [task] = tracker.recovered.interrupted;
    expect(task?.status()).toMatchObject({
      stage: 'interrupted',
      reason: 'owner_lost',
      lastSeenAt: expect.any(Number),
    });
    expect(tracker.get(idle.id)?.status().stage).toBe('not_started');
    expect(task?.isResumable).toBe(false);
    tracker.track('load', () => 'done');
    expect(task?.isResumable).toBe(true);
    expect(await tracker.resume(task!.id)).toBe(task);
    expect(await task!.result()).toBe('done');
    expect(marks(task!)).toEqual(['pending', 'running', 'interrupted (owner_lost)', 'running (resumed)', 'succeeded']);
    expect(task!.attempt).toBe(2);
  });

  it('has the arguments only where the function is resumable; a call without any needs none', async () => {
    const { tracker: old, journal } = crashing();
    old.track('lost', (_n: number) => endless()).start(1);
    old.track('kept', (_n: { at: Date }) => endless(), { resumable: true }).start({ at: new Date(5) });
    old.track('none', () => endless()).start();
    old.track('redacted', (_n: number) => endless(), { resumable: true, redact: () => ['***'] }).start(1);
    const { tracker } = next(journal);
    const seen: unknown[] = [];
    for (const name of ['lost', 'kept', 'none', 'redacted'])
      tracker.track(name, (...args: unknown[]) => void seen.push(args));
    const codes = Object.fromEntries(
      await Promise.all(
        tracker
          .list()
          .map(async (task) => [
            task.name,
            task.isResumable || ((await rejection(tracker.resume(task.id))) as { code: string }).code,
          ]),
      ),
    );
    expect(codes).toEqual({ lost: 'arguments_lost', kept: true, none: true, redacted: 'redacted' });
    expect((await tracker.resumeAll()).map(({ name }) => name)).toEqual(['kept', 'none']);
    expect(seen).toEqual([[{ at: new Date(5) }], []]);
  });

  it('takes arguments that do not round-trip for lost', async () => {
    const { tracker: old, journal } = crashing();
    old.track('load', (_f: () => void) => endless(), { resumable: true }).start(() => undefined);
    const { tracker } = next(journal);
    tracker.track('load', () => 1);
    expect(tracker.list()[0]?.isResumable).toBe(false);
    expect(await rejection(tracker.resume(tracker.list()[0]!.id))).toMatchObject({ name: 'NotResumableError' });
  });

  it('is resumed all at once: those that were running before those that were waiting; a filter adds others', async () => {
    const { tracker: old, journal } = crashing();
    const load = old.track('load', (n: number) => (n < 3 ? endless() : Promise.reject(new Error('no'))), {
      concurrency: 1,
      resumable: true,
    });
    load.start(1);
    load.start(2);
    old.track('other', () => endless()).start();
    old
      .track('failed', () => Promise.reject(new Error('no')))
      .start()
      .result()
      .catch(() => undefined);
    await old.find('failed')?.settled();
    const { tracker } = next(journal);
    const order: string[] = [];
    for (const name of ['load', 'other', 'failed'])
      tracker.track(name, (n?: number) => void order.push(`${name} ${n ?? ''}`.trim()));
    await tracker.resumeAll({ name: 'failed' });
    expect(order).toEqual(['load 1', 'other', 'failed', 'load 2']);
    expect(await tracker.resumeAll()).toEqual([]);
  });

  it('hands recorded results of finished children back, and lets an interrupted child go on', async () => {
    const run = (tracker: ReturnType<typeof next>['tracker'], runs: string[], wait: Promise<void>) => {
      const done = tracker.track('done', (n: number) => (runs.push(`done ${n}`), { n }), { resumable: true });
      const slow = tracker.track('slow', () => (runs.push('slow'), wait));
      return tracker.track('outer', async () => {
        const values = [await done(1), await done(2)];
        await slow();
        return values;
      });
    };
    const { tracker: old, journal, clock } = crashing();
    const before: string[] = [];
    run(old, before, endless()).start();
    await clock.advance(0);
    expect(before).toEqual(['done 1', 'done 2', 'slow']);
    const { tracker } = next(journal);
    const after: string[] = [];
    const hits: string[] = [];
    tracker.events.on('cache_hit', ({ task }) => void hits.push(task.path));
    run(tracker, after, Promise.resolve());
    const slow = tracker.find('outer/slow') as Task;
    expect(await rejection(tracker.resume(slow.id))).toMatchObject({ code: 'child' });
    const outer = await tracker.resume(tracker.find('outer')!.id);
    expect(await outer.result()).toEqual([{ n: 1 }, { n: 2 }]);
    expect(after).toEqual(['slow']);
    expect(hits).toEqual(['outer/done', 'outer/done_1']);
    expect(marks(slow)).toEqual(['pending', 'running', 'interrupted (owner_lost)', 'running (resumed)', 'succeeded']);
    expect(outer.children).toHaveLength(3);
  });

  it('runs a finished child again whose recorded value is lossy', async () => {
    class Rows {
      readonly n = 1;
    }
    const run = (tracker: ReturnType<typeof next>['tracker'], runs: string[], wait: Promise<void>) => {
      const rows = tracker.track('rows', () => (runs.push('rows'), new Rows()));
      return tracker.track('outer', async () => {
        const value = await rows();
        await wait;
        return value;
      });
    };
    const { tracker: old, journal, clock } = crashing();
    run(old, [], endless()).start();
    await clock.advance(0);
    const { tracker } = next(journal);
    const runs: string[] = [];
    run(tracker, runs, Promise.resolve());
    expect(await (await tracker.resume(tracker.find('outer')!.id)).result()).toBeInstanceOf(Rows);
    expect(runs).toEqual(['rows']);
  });

  it('waits for a slot where the line is full, and starts then as resumed', async () => {
    const { tracker: old, journal } = crashing();
    const load = old.track('load', (_n: number) => endless(), { resumable: true });
    load.start(1);
    load.start(2);
    const { tracker, clock } = next(journal);
    const wait = deferred<number>();
    tracker.track('load', () => wait.promise, { concurrency: 1 });
    const [one, two] = await tracker.resumeAll();
    expect([one, two].map((task) => marks(task!).at(-1))).toEqual(['running (resumed)', 'pending (queued)']);
    wait.resolve(3);
    await clock.advance(0);
    expect(marks(two!)).toEqual([
      'pending',
      'running',
      'interrupted (owner_lost)',
      'pending (queued)',
      'running (resumed)',
      'succeeded',
    ]);
  });
});
