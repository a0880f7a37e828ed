import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { testTracker } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import type { Task } from '../../src/tracker/task.ts';
import { deferred, endless, marks, rejection, thrown } from './rig.ts';

/** A journal in memory that takes nothing while it is full. */
function fillable() {
  const kept = memoryJournal();
  const state = { isFull: false, left: Number.POSITIVE_INFINITY };
  const journal: Journal = {
    append(facts) {
      if (state.isFull || state.left-- <= 0) throw new Error('ENOSPC: no space left on device');
      kept.append(facts);
    },
    read: (since) => kept.read(since),
    flush: () => kept.flush(),
    close: () => kept.close(),
  };
  const made = testTracker({ journal, openTasks: 'allow' });
  const errors: unknown[] = [];
  made.tracker.events.on('journalError', ({ error }) => void errors.push(error));
  const replayed = () => Tracker.from(made.facts());
  return {
    ...made,
    errors,
    replayed,
    fill: () => void (state.isFull = true),
    /** It takes so many appends more. */
    fillAfter: (left: number) => void (state.left = left),
    empty: () => void Object.assign(state, { isFull: false, left: Number.POSITIVE_INFINITY }),
  };
}

describe('while the journal takes nothing', () => {
  it('commands by hand throw a JournalError, and nothing has happened', () => {
    const { tracker, fill, empty, facts } = fillable();
    const task = tracker.task('load');
    task.start();
    const before = facts().length;
    fill();
    const commands: [string, () => unknown][] = [
      ['succeed', () => task.succeed()],
      ['transition', () => task.transition('running', 'failed', { error: 1 })],
      ['cancel', () => task.cancel()],
      ['note', () => task.note('x')],
      ['observe', () => task.observe('table', [1])],
      ['setMetadata', () => task.setMetadata({ a: 1 })],
      ['an illegal one', () => task.queue()],
      ['task', () => tracker.task('other')],
      ['adopt', () => tracker.adopt('other', endless())],
    ];
    for (const [name, command] of commands) {
      expect(thrown(command), name).toMatchObject({
        name: 'JournalError',
        code: 'io',
        fix: expect.any(String),
        cause: { message: expect.stringContaining('ENOSPC') },
      });
    }
    expect([task.status().stage, tracker.list().length, facts().length]).toEqual(['running', 1, before]);
    empty();
    task.succeed(1);
    expect(tracker.task('other').id).not.toBe(task.id);
    expect(marks(task)).toEqual(['pending', 'running', 'succeeded']);
  });

  it('start() throws and leaves no task; its body does not run', () => {
    const { tracker, fill, empty } = fillable();
    let bodies = 0;
    const load = tracker.track('load', () => bodies++, { key: () => 'k', concurrency: 1 });
    fill();
    expect(thrown(() => load.start())).toMatchObject({ name: 'JournalError' });
    expect([bodies, tracker.list()]).toEqual([0, []]);
    empty();
    load.start();
    expect(bodies).toBe(1);
  });

  it('a new wrapped call runs untracked and gives its value, or its error', async () => {
    const { tracker, fill, facts } = fillable();
    const boom = new Error('no');
    fill();
    expect(await tracker.track('load', async (n: number) => n)(7)).toBe(7);
    expect(await rejection(tracker.track('fail', () => Promise.reject(boom))())).toBe(boom);
    expect(await tracker.track('value', () => 7, { onError: 'value' })()).toEqual([7, undefined]);
    expect(await tracker.track('value', () => Promise.reject(boom), { onError: 'value' })()).toEqual([undefined, boom]);
    expect(await tracker.track('capture', () => Promise.reject(boom), { onError: 'capture' })()).toBeUndefined();
    const self = {
      n: 5,
      get: tracker.track('self', function (this: { n: number }) {
        return this.n;
      }),
    };
    expect(await self.get()).toBe(5);
    expect(facts()).toEqual([]);
  });

  it('a call in flight hands out its own value, and its end is written when there is room', async () => {
    const { tracker, clock, fill, empty, replayed } = fillable();
    const [good, bad] = [deferred<object>(), deferred()];
    const load = tracker.track('load', (promise: Promise<unknown>) => promise);
    const [value, error] = [load(good.promise), rejection(load(bad.promise))];
    fill();
    const [rows, boom] = [{ rows: 1 }, new Error('no')];
    good.resolve(rows);
    bad.reject(boom);
    expect(await value).toBe(rows);
    expect(await error).toBe(boom);
    const [one, two] = tracker.list();
    expect([one, two].map((task) => task!.status().stage)).toEqual(['running', 'running']);
    expect(await one!.result()).toBe(rows);
    await clock.advance({ minutes: 1 });
    empty();
    await clock.advance({ seconds: 1 });
    for (const tasks of [tracker.list(), replayed().list()]) {
      expect(tasks.map(marks)).toEqual([
        ['pending', 'running', 'succeeded'],
        ['pending', 'running', 'failed (user_exception)'],
      ]);
    }
  });

  it('what is owed is written before any later command, and by tick()', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const wait = deferred<number>();
    const load = tracker.track('load', () => wait.promise);
    const value = load();
    fill();
    wait.resolve(1);
    await value;
    await clock.advance(0);
    empty();
    expect(load.work.latest?.cancel()).toBe(false);
    expect(load.work.status()).toMatchObject({ stage: 'succeeded', result: 1 });
    fill();
    const other = deferred<number>();
    empty();
    const second = tracker.track('other', () => other.promise)();
    fill();
    other.resolve(2);
    await second;
    empty();
    expect(tracker.tick().counts).toEqual({ succeeded: 2 });
  });

  it('a limit that passes rejects the caller and aborts the signal; the end follows', async () => {
    const { tracker, clock, fill, empty } = fillable();
    let signal: AbortSignal | undefined;
    const run = tracker.run('load', (task) => ((signal = task.signal), endless()), { attemptTimeout: 10, retries: 5 });
    fill();
    const error = rejection(run);
    await clock.advance(10);
    expect(await error).toMatchObject({ name: 'TimeoutError', code: 'attempt_timeout' });
    expect(signal?.aborted).toBe(true);
    empty();
    await clock.advance(1000);
    expect(marks(tracker.list()[0]!)).toEqual(['pending', 'running', 'timed_out (attempt_timeout)']);
  });

  it('the grace time of a cancelled body rejects the caller; the end follows', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const load = tracker.track('load', endless, { grace: 10 });
    const error = rejection(load());
    load.work.latest?.cancel('enough');
    fill();
    await clock.advance(10);
    expect(await error).toMatchObject({ name: 'AbortError', code: 'cancelled' });
    empty();
    await clock.advance(1000);
    expect(load.work.status()).toMatchObject({ stage: 'cancelled', message: 'enough' });
  });

  it('a failure that was worth a retry comes out at once', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const wait = deferred();
    const load = tracker.track('load', () => wait.promise, { retries: 3 });
    const error = rejection(load());
    fill();
    wait.reject(new Error('no'));
    expect(await error).toMatchObject({ message: 'no' });
    empty();
    await clock.advance(1000);
    expect(marks(load.work.latest!)).toEqual(['pending', 'running', 'failed (user_exception)']);
  });

  it('calls that wait for a slot, a back-off or another task run all the same', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const wait = deferred<number>();
    const load = tracker.track('load', (n: number) => (n === 0 ? wait.promise : Promise.resolve(n)), {
      concurrency: 1,
    });
    const [first, second] = [load(0), load(1)];
    let tries = 0;
    const retried = tracker.track(
      'retried',
      async () => {
        if (++tries === 1) throw new Error('no');
        return tries;
      },
      { retries: { times: 1, delay: 10 } },
    )();
    await clock.advance(0);
    fill();
    wait.resolve(0);
    await clock.advance(10);
    expect(await Promise.all([first, second, retried])).toEqual([0, 1, 2]);
    empty();
    await clock.advance(1000);
    expect(tracker.list().map(marks)).toEqual([
      ['pending', 'running', 'succeeded'],
      ['pending (queued)', 'running', 'succeeded'],
      ['pending', 'running', 'retrying (user_exception)', 'running (retry)', 'succeeded'],
    ]);
  });

  it('a call is created and started in one write: where that cannot be made it runs untracked and leaves no task', async () => {
    const made = fillable();
    const { tracker, clock, empty } = made;
    let bodies = 0;
    const load = tracker.track('load', () => ++bodies, { key: () => 'k', concurrency: 1 });
    made.fillAfter(0);
    expect(await load()).toBe(1);
    expect(thrown(() => load.start())).toMatchObject({ name: 'JournalError' });
    expect(tracker.list()).toEqual([]);
    empty();
    expect(await load()).toBe(2);
    await clock.advance(1000);
    expect(tracker.list().map((task) => marks(task).at(-1))).toEqual(['succeeded']);
    expect(tracker.rejections()).toEqual([]);
  });

  it('a step runs all the same, and what is measured by hand throws', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const task = tracker.task('load');
    task.start();
    const open = task.time('open');
    fill();
    expect(await task.step('parse', () => 7)).toBe(7);
    expect(await rejection(task.step('parse', () => Promise.reject(new Error('no'))))).toMatchObject({ message: 'no' });
    expect(thrown(() => task.time('parse'))).toMatchObject({ name: 'JournalError' });
    await clock.advance(10);
    open[Symbol.dispose]();
    empty();
    await clock.advance(1000);
    expect(tracker.timings().filter(({ step }) => step)).toMatchObject([{ step: 'open', endedAt: expect.any(Number) }]);
  });

  it('is told by one event until it takes facts again, and by health()', async () => {
    const { tracker, errors, fill, empty } = fillable();
    const task = tracker.task('load');
    expect(tracker.health()).toMatchObject({ journal: 'ok', lagMs: 0, dropped: {} });
    fill();
    thrown(() => task.start());
    thrown(() => task.start());
    expect(errors).toMatchObject([{ name: 'JournalError', code: 'io' }]);
    expect(tracker.health()).toMatchObject({
      journal: 'failing',
      lastError: { name: 'JournalError', code: 'io', cause: { message: expect.stringContaining('ENOSPC') } },
    });
    empty();
    task.start();
    expect(tracker.health().journal).toBe('ok');
    expect(tracker.health().lastError).toBeUndefined();
    fill();
    thrown(() => task.succeed());
    expect(errors).toHaveLength(2);
  });

  it('does not keep drain and disposal from coming to an end', async () => {
    const { tracker, clock, fill } = fillable();
    const task = tracker.track('load', endless).start();
    fill();
    const disposed = tracker[Symbol.asyncDispose]();
    await clock.advance(20_000);
    await disposed;
    expect(task.status().stage).toBe('running');
  });

  it('what an upstream task brings about does not throw into whoever ended it', async () => {
    const { tracker, clock, fillAfter, empty } = fillable();
    const [good, bad] = [tracker.task('good'), tracker.task('bad')];
    for (const task of [good, bad]) task.start();
    const one = tracker.track('one', () => 1, { after: [good] })();
    const two = rejection(tracker.track('two', () => 2, { after: [bad] })());
    fillAfter(1);
    good.succeed();
    expect(await one).toBe(1);
    empty();
    tracker.tick();
    fillAfter(1);
    bad.fail(new Error('no'));
    expect(await two).toMatchObject({ name: 'AbortError', code: 'skipped' });
    empty();
    await clock.advance(1000);
    expect(tracker.list().map((task) => marks(task).at(-1))).toEqual([
      'succeeded',
      'failed (user_exception)',
      'succeeded',
      'skipped (upstream_failed)',
    ]);
  });

  it('an aborted signal does not throw into whoever aborts it', async () => {
    const { tracker, clock, fill, empty } = fillable();
    const controller = new AbortController();
    const load = tracker.track('load', endless, { signal: controller.signal, grace: 0 });
    const error = rejection(load());
    fill();
    controller.abort(new Error('left'));
    empty();
    await clock.advance(1000);
    expect(await error).toMatchObject({ name: 'AbortError' });
    expect((load.work.latest as Task).status()).toMatchObject({ stage: 'cancelled', message: 'left' });
  });
});

describe('health', () => {
  it('of a tracker without a journal is memory', () => {
    expect(new Tracker().health()).toEqual({ journal: 'memory', lagMs: 0, bytes: 0, dropped: {} });
  });
  it('hands on what the journal says', () => {
    expect(testTracker().tracker.health()).toMatchObject({ journal: 'memory' });
  });
});
