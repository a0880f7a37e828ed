import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { testTracker } from '../../src/testing.ts';
import { deferred, endless, marks, rejection, thrown } from './rig.ts';

describe('drain', () => {
  it('refuses new tasks of every kind', async () => {
    const { tracker, clock } = testTracker();
    const wait = deferred();
    const load = tracker.track('load', () => wait.promise);
    const running = load.start();
    const drained = tracker.drain();
    expect(await rejection(load())).toMatchObject({ code: 'draining', fix: expect.any(String) });
    expect(await rejection(tracker.run('x', () => 1))).toMatchObject({ code: 'draining' });
    for (const begin of [() => load.start(), () => tracker.task('x'), () => tracker.adopt('x', Promise.resolve())]) {
      expect(thrown(begin)).toMatchObject({ code: 'draining' });
    }
    wait.resolve();
    await clock.advance(0);
    expect(await drained).toEqual([]);
    expect(running.status().stage).toBe('succeeded');
    expect(tracker.list()).toHaveLength(1);
  });

  it('waits 10 s, then stops what is left and cancels what never started', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', endless, { concurrency: 1, grace: 0 });
    const [running, queued, idle] = [load.start(), load.start(), tracker.task('idle')];
    const hosted = tracker.task('hosted');
    hosted.start();
    const drained = tracker.drain();
    await clock.advance(9999);
    expect(running.status().stage).toBe('running');
    await clock.advance(1);
    expect([running, queued, hosted, idle].map((task) => marks(task).at(-1))).toEqual([
      'stopped (shutdown)',
      'stopped (shutdown)',
      'stopped (shutdown)',
      'cancelled (shutdown)',
    ]);
    expect(new Set(await drained)).toEqual(new Set([running, queued, idle, hosted]));
  });

  it('takes a timeout and a why; a string is the message', async () => {
    const { tracker, clock } = testTracker();
    const [one, two] = [tracker.task('one'), tracker.task('two')];
    one.start();
    const drained = tracker.drain({ timeout: { seconds: 1 }, why: 'new version' });
    await clock.advance(1000);
    await drained;
    expect([one, two].map((task) => task.status())).toMatchObject([
      { stage: 'stopped', reason: 'shutdown', message: 'new version' },
      { stage: 'cancelled', reason: 'shutdown', message: 'new version' },
    ]);
  });

  it('gives children the reason of the shutdown, not that of their parent', async () => {
    const { tracker, clock } = testTracker();
    const outer = tracker.task('outer');
    outer.start();
    const inner = tracker.track('inner', endless, { parent: outer, grace: 10 }).start();
    const drained = tracker.drain({ timeout: 0 });
    await clock.advance(10);
    expect(await drained).toEqual([outer, inner]);
    expect(marks(inner).at(-1)).toBe('stopped (shutdown)');
  });

  it('takes another reason under both stages', async () => {
    const { tracker, clock } = testTracker();
    const [one, two] = [tracker.task('one'), tracker.task('two')];
    one.start();
    const drained = tracker.drain({ timeout: 0, why: { reason: 'sigterm' } });
    await clock.advance(0);
    await drained;
    expect([one, two].map((task) => marks(task).at(-1))).toEqual(['stopped (sigterm)', 'cancelled (sigterm)']);
  });

  it('waits for the grace time of what it asked', async () => {
    const { tracker, clock } = testTracker();
    tracker.track('load', endless).start();
    let isDrained = false;
    const drained = tracker.drain({ timeout: 0 }).then(() => (isDrained = true));
    await clock.advance(4999);
    expect(isDrained).toBe(false);
    await clock.advance(1);
    await drained;
  });

  it('leaves interrupted tasks to be resumed, and erases nothing', async () => {
    const journal = memoryJournal();
    testTracker({ journal, openTasks: 'allow' }).tracker.track('load', endless).start();
    const { tracker } = testTracker({ journal: memoryJournal(journal.read()), openTasks: 'allow' });
    expect(await tracker.drain()).toEqual([]);
    expect(marks(tracker.list()[0]!)).toEqual(['pending', 'running', 'interrupted (owner_lost)']);
  });
});

describe('close', () => {
  it('ends no task; the next process finds them interrupted', async () => {
    const journal = memoryJournal();
    const { tracker } = testTracker({ journal, openTasks: 'allow' });
    const task = tracker.track('load', endless).start();
    await tracker.close();
    expect(task.status().stage).toBe('running');
    expect(thrown(() => tracker.task('x'))).toMatchObject({ code: 'closed', fix: expect.any(String) });
    const again = testTracker({ journal: memoryJournal(journal.read()), openTasks: 'allow' }).tracker;
    expect(again.recovered.interrupted.map(({ id }) => id)).toEqual([task.id]);
  });

  it('does not keep a body that is under way from giving its value', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const wait = deferred<number>();
    const result = tracker.track('load', () => wait.promise)();
    await tracker.close();
    wait.resolve(1);
    expect(await result).toBe(1);
    await clock.advance({ minutes: 1 });
  });

  it('lets nothing fall due any more, and may be called twice', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const task = tracker.track('load', endless, { timeout: 10 }).start();
    await tracker.close();
    await tracker.close();
    await clock.advance(100);
    expect(task.status().stage).toBe('running');
  });

  it('ends loops and streams', async () => {
    const { tracker, clock } = testTracker();
    const facts: number[] = [];
    const streaming = (async () => {
      for await (const { seq } of tracker.stream()) facts.push(seq);
    })();
    const looping = (async () => {
      for await (const _ of tracker.loop()) void _;
    })();
    tracker.task('a').cancel();
    await clock.advance(10);
    await tracker.close();
    await streaming;
    await clock.advance(1000);
    await looping;
    expect(facts).toEqual([1, 2]);
  });
});

describe('disposal', () => {
  it('drains, then closes', async () => {
    const { tracker, clock, journal } = testTracker();
    const task = tracker.task('load');
    task.start();
    const disposed = tracker[Symbol.asyncDispose]();
    await clock.advance(10_000);
    await disposed;
    expect(marks(task).at(-1)).toBe('stopped (shutdown)');
    expect(() => journal.append([])).toThrow(expect.objectContaining({ code: 'closed' }));
  });
});
