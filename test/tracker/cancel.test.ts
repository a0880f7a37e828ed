import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { testTracker } from '../../src/testing.ts';
import type { Task } from '../../src/tracker/task.ts';
import { deferred, endless, listening, marks, rejection, thrown } from './rig.ts';

describe('cancel', () => {
  it('of a task not started, pending or retrying ends it at once; its body does not run (again)', async () => {
    const { tracker, clock } = testTracker();
    const idle = tracker.task('idle');
    expect(idle.cancel()).toBe(true);
    let bodies = 0;
    const load = tracker.track('load', () => (bodies++, Promise.reject(new Error('no'))), {
      concurrency: 1,
      retries: { times: 5, delay: 1000 },
    });
    const [retrying, pending] = [load.start(), load.start()];
    await clock.advance(0);
    expect([pending.cancel(), retrying.cancel()]).toEqual([true, true]);
    expect([idle, pending, retrying].map((task) => task.status())).toMatchObject(
      Array(3).fill({ stage: 'cancelled', reason: 'requested' }),
    );
    await clock.advance(10_000);
    expect(bodies).toBe(1);
  });

  it('of an interrupted task ends it at once', () => {
    const journal = memoryJournal();
    const old = testTracker({ journal, openTasks: 'allow' });
    old.tracker.track('load', endless).start();
    const { tracker } = testTracker({ journal: memoryJournal(journal.read()) });
    const [task] = tracker.recovered.interrupted;
    expect(task?.cancel()).toBe(true);
    expect(task?.status()).toMatchObject({ stage: 'cancelled', attempt: 1 });
  });

  it('of a running body is a request: the signal is aborted, the stage stays', async () => {
    const { tracker, clock, facts } = testTracker();
    let signal: AbortSignal | undefined;
    const wait = deferred();
    const run = tracker.run('load', (task) => ((signal = task.signal), wait.promise));
    const error = rejection(run);
    const task = tracker.find('load') as Task;
    expect(task.cancel('the tab was closed')).toBe(true);
    expect(facts().at(-1)).toMatchObject({
      type: 'cancel_requested',
      reason: 'requested',
      message: 'the tab was closed',
    });
    expect([task.status().stage, signal?.aborted]).toEqual(['running', true]);
    expect(signal?.reason).toMatchObject({ name: 'AbortError', code: 'cancelled' });
    wait.resolve();
    expect(await error).toMatchObject({
      name: 'AbortError',
      code: 'cancelled',
      message: expect.stringContaining('the tab was closed'),
    });
    expect(task.status()).toMatchObject({ stage: 'cancelled', reason: 'requested', message: 'the tab was closed' });
    await clock.advance(10_000);
    expect(marks(task)).toEqual(['pending', 'running', 'cancelled (requested)']);
  });

  it('keeps a value that the body delivers all the same as late_result', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    const task = tracker.track('load', () => wait.promise).start();
    task.cancel();
    wait.resolve(42);
    await task.settled();
    expect(task.annotations).toMatchObject([{ kind: 'late_result', data: 42 }]);
    expect(tracker.results().size).toBe(0);
  });

  it('comes at the end of the grace time, whatever the body does', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless).start();
    const quick = tracker.track('quick', endless, { grace: { seconds: 1 } }).start();
    task.cancel();
    quick.cancel();
    await clock.advance(1000);
    expect([task.status().stage, quick.status().stage]).toEqual(['running', 'cancelled']);
    await clock.advance(3999);
    expect(task.status().stage).toBe('running');
    await clock.advance(1);
    expect(task.status()).toMatchObject({ stage: 'cancelled' });
    expect(await rejection(task.result())).toMatchObject({ name: 'AbortError' });
  });

  it('settles the caller together with the end record', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', endless);
    const seen: string[] = [];
    load().catch(() => seen.push(load.work.status().stage));
    load.work.latest?.cancel();
    await clock.advance(4999);
    expect(seen).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual(['cancelled']);
  });

  it('of a paused body ends it without becoming running first', async () => {
    const { tracker } = testTracker();
    const wait = deferred();
    const task = tracker.track('load', () => wait.promise).start();
    task.pause();
    task.cancel();
    expect(task.status().stage).toBe('paused');
    wait.resolve();
    await task.settled();
    expect(marks(task)).toEqual(['pending', 'running', 'paused', 'cancelled (requested)']);
  });

  it('outlives a body that throws, and retries', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', () => rejecting.promise, { retries: 5 });
    const rejecting = deferred();
    const task = load.start();
    task.cancel();
    rejecting.reject(new Error('ignored'));
    await clock.advance(0);
    expect(task.status()).toMatchObject({ stage: 'cancelled', attempt: 1 });
    expect(task.annotations).toEqual([]);
  });

  it('outlives the limits: only the grace time runs', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('load', endless, { timeout: 10, grace: 100, retries: 3 }).start();
    task.cancel();
    await clock.advance(99);
    expect(task.status().stage).toBe('running');
    await clock.advance(1);
    expect(task.status().stage).toBe('cancelled');
  });

  it('a second time, and on a done task, returns false and changes nothing', async () => {
    const { tracker, facts } = testTracker();
    const wait = deferred();
    const task = tracker.track('load', () => wait.promise).start();
    expect([task.cancel(), task.cancel(), task.stop()]).toEqual([true, false, false]);
    wait.resolve();
    await task.settled();
    const before = facts().length;
    expect([task.cancel(), task.stop()]).toEqual([false, false]);
    expect(facts()).toHaveLength(before);
  });

  it.each([
    ['a string is the message', 'because', { reason: 'requested', message: 'because' }],
    [
      'an object sets both',
      { reason: 'replaced', message: 'by another' },
      { reason: 'replaced', message: 'by another' },
    ],
    ['nothing is needed', undefined, { reason: 'requested' }],
  ] as const)('%s', (_what, why, expected) => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    task.cancel(why);
    expect(task.status()).toMatchObject({ stage: 'cancelled', ...expected });
  });

  it('refuses a `why` that is none', () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    for (const why of [5, { reason: 'two words' }, { message: 5 }, { cause: 99 }]) {
      expect(thrown(() => task.cancel(why as never))).toMatchObject({
        name: 'ValidationError',
        code: 'invalid_why',
        fix: expect.any(String),
      });
    }
    expect(task.status().stage).toBe('not_started');
    task.cancel();
  });

  it('of a task that the host drives ends it at once, and aborts its signal', () => {
    const { tracker } = testTracker();
    const task = tracker.task('upload');
    task.start();
    const { signal } = task;
    expect(task.cancel('enough')).toBe(true);
    expect(task.status()).toMatchObject({ stage: 'cancelled' });
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ name: 'AbortError' });
  });

  it('of an adopted promise waits for it, or for the grace time', async () => {
    const { tracker, clock } = testTracker();
    const wait = deferred<number>();
    const [first, second] = [tracker.adopt('a', wait.promise), tracker.adopt('b', endless())];
    first.cancel();
    second.stop();
    wait.resolve(1);
    await clock.advance(0);
    expect([first.status().stage, second.status().stage]).toEqual(['cancelled', 'running']);
    await clock.advance(5000);
    expect(second.status()).toMatchObject({ stage: 'stopped' });
  });
});

describe('children', () => {
  it('end with a parent that is cancelled: cancelled (parent_cancelled), with their cause; done ones are left alone', async () => {
    const { tracker, clock } = testTracker();
    const done = tracker.track('done', () => 1);
    const open = tracker.track('open', (signal: AbortSignal) => listening(signal));
    const waiting = tracker.track('waiting', endless, { concurrency: 1, grace: 0 });
    const run = tracker.run('outer', async (task) => {
      await done();
      tracker.task('idle');
      waiting.start();
      waiting.start();
      await open(task.signal);
    });
    const error = rejection(run);
    await clock.advance(0);
    const outer = tracker.find('outer') as Task;
    outer.cancel('enough');
    await clock.advance(0);
    expect(await error).toMatchObject({ name: 'AbortError' });
    const stages = Object.fromEntries(outer.children.map((child) => [child.path, marks(child).at(-1)]));
    expect(stages).toEqual({
      'outer/done': 'succeeded',
      'outer/idle': 'cancelled (parent_cancelled)',
      'outer/waiting': 'cancelled (parent_cancelled)',
      'outer/waiting_1': 'cancelled (parent_cancelled)',
      'outer/open': 'cancelled (parent_cancelled)',
    });
    const [first, second] = tracker.find('outer/idle')?.why() ?? [];
    expect(first).toMatchObject({ path: 'outer/idle', reason: 'parent_cancelled' });
    expect(second).toMatchObject({ path: 'outer', stage: 'cancelled', reason: 'requested', message: 'enough' });
  });

  it('end with a parent that is stopped: stopped (parent_stopped); one that never started is cancelled', async () => {
    const { tracker, clock } = testTracker();
    const outer = tracker.task('outer');
    outer.start();
    const running = tracker.track('running', endless, { grace: 0, parent: outer }).start();
    const idle = tracker.task('idle', { parent: outer });
    const grandchild = tracker.task('grandchild', { parent: running });
    grandchild.start();
    outer.stop();
    await clock.advance(0);
    expect([running, idle, grandchild].map((task) => marks(task).at(-1))).toEqual([
      'stopped (parent_stopped)',
      'cancelled (parent_stopped)',
      'stopped (parent_stopped)',
    ]);
  });

  it('go on when their parent ends otherwise', () => {
    const { tracker } = testTracker();
    const outer = tracker.task('outer');
    outer.start();
    const inner = tracker.task('inner', { parent: outer });
    inner.start();
    outer.fail(new Error('no'));
    expect(inner.status().stage).toBe('running');
    inner.succeed();
  });
});

describe('tracker.cancel', () => {
  it('takes an id, a task or a filter, and says how many were asked', () => {
    const { tracker } = testTracker();
    const [one, two, three, four] = ['a', 'a', 'b', 'b'].map((name) => tracker.task(name));
    expect(tracker.cancel(one!.id)).toBe(1);
    expect(tracker.cancel(two!)).toBe(1);
    expect(tracker.cancel({ name: 'a' })).toBe(0);
    expect(tracker.cancel({ name: 'b' }, { reason: 'replaced' })).toBe(2);
    expect([three, four].map((task) => task!.status().reason)).toEqual(['replaced', 'replaced']);
    expect(tracker.cancel(one!)).toBe(0);
  });

  it.each([null, undefined, 5, { nmae: 'a' }])('refuses %j', (target) => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const task = tracker.task('load');
    expect(thrown(() => tracker.cancel(target as never))).toMatchObject({
      name: 'ValidationError',
      fix: expect.any(String),
    });
    expect(task.isSettled).toBe(false);
  });

  it('throws for an unknown id, and creates nothing', () => {
    const { tracker, facts } = testTracker();
    for (const end of [() => tracker.cancel('nobody'), () => tracker.stop('nobody')]) {
      expect(thrown(end)).toMatchObject({ name: 'NotFoundError', code: 'not_found', fix: expect.any(String) });
    }
    expect(tracker.cancel({ name: 'nobody' })).toBe(0);
    expect(facts()).toEqual([]);
  });
});

describe('stop', () => {
  it('is the same with stopped', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', endless);
    const error = rejection(load());
    expect(load.work.latest?.stop('for tonight')).toBe(true);
    await clock.advance(5000);
    expect(await error).toMatchObject({ name: 'AbortError', code: 'stopped' });
    expect(load.work.status()).toMatchObject({ stage: 'stopped', reason: 'requested', message: 'for tonight' });
  });

  it('is refused for a task not started; a filter passes over it', () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    const other = tracker.task('other');
    other.queue();
    expect(thrown(() => task.stop())).toMatchObject({
      name: 'TransitionError',
      code: 'illegal',
      from: 'not_started',
      to: 'stopped',
    });
    expect(thrown(() => tracker.stop(task))).toMatchObject({ code: 'illegal' });
    expect(tracker.rejections()).toHaveLength(2);
    expect(tracker.stop({ phase: 'idle' })).toBe(0);
    expect(tracker.stop({})).toBe(1);
    expect(task.status().stage).toBe('not_started');
    task.cancel();
  });

  it("is only recorded where the tracker was told onIllegal: 'record'", () => {
    const { tracker } = testTracker({ onIllegal: 'record' });
    const task = tracker.task('load');
    expect(task.stop()).toBe(false);
    task.succeed();
    expect(tracker.rejections()).toMatchObject([{ to: 'stopped' }, { to: 'succeeded' }]);
    task.cancel();
  });

  it.each([
    ['succeeded', (task: Task) => task.succeed()],
    ['failed', (task: Task) => task.fail(new Error('no'))],
  ] as const)('on a task that has %s adds `released`, once, and returns false', (_stage, end) => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    task.start();
    end(task);
    const { stage } = task.status();
    expect([task.stop('no longer needed'), task.stop()]).toEqual([false, false]);
    expect(task.annotations).toMatchObject([{ kind: 'released', message: 'no longer needed' }]);
    expect(task.status().stage).toBe(stage);
  });

  it('on one that timed out, too; on one that was cancelled, stopped or skipped it adds nothing', async () => {
    const { tracker, clock } = testTracker();
    const late = tracker.track('late', endless, { timeout: 10 }).start();
    await clock.advance(10);
    late.stop();
    expect(late.annotations).toMatchObject([{ kind: 'released' }]);
    for (const end of [(task: Task) => task.cancel(), (task: Task) => task.stop(), (task: Task) => task.skip()]) {
      const task = tracker.task('other');
      task.queue();
      end(task);
      expect(task.stop()).toBe(false);
      expect(task.annotations).toEqual([]);
    }
  });
});

describe('the option signal', () => {
  it('cancels the call when it is aborted', async () => {
    const { tracker, clock } = testTracker();
    const controller = new AbortController();
    const load = tracker.track('load', endless, { grace: 0 });
    const error = rejection(load.with({ signal: controller.signal })());
    controller.abort(new Error('left the page'));
    await clock.advance(0);
    expect(await error).toMatchObject({ name: 'AbortError' });
    expect(load.work.status()).toMatchObject({ stage: 'cancelled', message: 'left the page' });
  });

  it('that is aborted already lets no body run', async () => {
    const { tracker } = testTracker();
    let bodies = 0;
    const load = tracker.track('load', () => bodies++, { signal: AbortSignal.abort() });
    expect(await rejection(load())).toMatchObject({ name: 'AbortError', code: 'cancelled' });
    expect([bodies, load.work.status().stage]).toEqual([0, 'cancelled']);
  });
});

describe('a pause', () => {
  it('is advice: a body that settles is recorded as resumed, then as ended', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    const task = tracker.track('load', () => wait.promise).start();
    task.pause({ reason: 'approval', message: 'ask the boss' });
    expect(task.status()).toMatchObject({ stage: 'paused', phase: 'paused', attempt: 1 });
    wait.resolve(1);
    expect(await task.result()).toBe(1);
    expect(marks(task)).toEqual(['pending', 'running', 'paused (approval)', 'running (resumed)', 'succeeded']);
    expect(task.attempt).toBe(1);
  });

  it('ends by resume(), in the same attempt', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    let bodies = 0;
    const task = tracker.track('load', () => (bodies++, wait.promise)).start();
    task.pause();
    task.resume();
    expect(task.status()).toMatchObject({ stage: 'running', reason: 'resumed', attempt: 1 });
    wait.resolve(1);
    await task.result();
    expect(bodies).toBe(1);
  });

  it('of a task in the waiting line takes it out; resume() starts it', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    const load = tracker.track('load', () => wait.promise, { concurrency: 1 });
    const [first, second, third] = [load.start(), load.start(), load.start()];
    second.pause();
    wait.resolve(1);
    await Promise.all([first.result(), third.result()]);
    expect(second.status()).toMatchObject({ stage: 'paused', attempt: 0 });
    second.resume();
    expect(await second.result()).toBe(1);
  });
});
