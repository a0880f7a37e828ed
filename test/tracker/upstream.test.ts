import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { testTracker } from '../../src/testing.ts';
import type { TriggerRule } from '../../src/rules/trigger.ts';
import type { Task } from '../../src/tracker/task.ts';
import { deferred, endless, marks, rejection, thrown } from './rig.ts';

type End = 'succeed' | 'fail' | 'skip' | 'cancel';
function endBy(task: Task, end: End): void {
  if (task.status().stage === 'not_started' && end !== 'skip') task.start();
  if (end === 'fail') task.fail(new Error('no'));
  else task[end]();
}

describe('a call that comes after others', () => {
  it('waits as pending (dependency), then runs', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.task('load');
    let bodies = 0;
    const report = tracker.track('report', () => ++bodies, { after: [load] });
    const task = report.start();
    expect([marks(task), bodies]).toEqual([['pending (dependency)'], 0]);
    endBy(load, 'succeed');
    await clock.advance(0);
    expect(await task.result()).toBe(1);
    expect(marks(task)).toEqual(['pending (dependency)', 'running', 'succeeded']);
  });

  it('runs at once where the rule is met already', async () => {
    const { tracker } = testTracker();
    const load = tracker.task('load');
    endBy(load, 'succeed');
    expect(await tracker.track('report', () => 1, { after: [load] })()).toBe(1);
  });

  it.each([
    ['all_success', ['succeed', 'succeed'], 'runs'],
    ['all_success', ['succeed', 'fail'], 'upstream_failed'],
    ['all_success', ['succeed', 'skip'], 'condition_false'],
    ['any_success', ['fail', 'succeed'], 'runs'],
    ['any_success', ['fail', 'skip'], 'upstream_failed'],
    ['any_success', ['skip', 'skip'], 'condition_false'],
    ['all_done', ['fail', 'skip'], 'runs'],
    ['all_failure', ['fail', 'cancel'], 'runs'],
    ['all_failure', ['fail', 'succeed'], 'condition_false'],
    ['all_failure', ['skip', 'fail'], 'condition_false'],
    ['any_failure', ['succeed', 'fail'], 'runs'],
    ['any_failure', ['succeed', 'skip'], 'condition_false'],
    ['always', [], 'runs'],
  ] as [TriggerRule, End[], string][])('%s after %j: %s', async (when, ends, expected) => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const upstream = [tracker.task('a'), tracker.task('b')];
    const report = tracker.track('report', () => 'ran', { after: upstream, when });
    const result = report().catch((error: unknown) => error);
    for (const [at, end] of ends.entries()) endBy(upstream[at]!, end);
    await clock.advance(0);
    const { stage, reason } = report.work.status();
    expect(expected === 'runs' ? stage : reason).toBe(expected === 'runs' ? 'succeeded' : expected);
    if (expected === 'runs') expect(await result).toBe('ran');
    else expect(await result).toMatchObject({ name: 'AbortError', code: 'skipped' });
  });

  it('is skipped as soon as its rule cannot be met, with its cause', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const [load, other] = [tracker.task('load'), tracker.task('other')];
    const report = tracker.track('report', () => 1, { after: [other, load] }).start();
    endBy(load, 'fail');
    expect(report.status()).toMatchObject({ stage: 'skipped', reason: 'upstream_failed', cause: load.status().seq });
    expect(report.why()).toMatchObject([
      { path: 'report', reason: 'upstream_failed' },
      { path: 'load', stage: 'failed', reason: 'user_exception' },
    ]);
  });

  it('is skipped at once where its rule is broken already; the call rejects', async () => {
    const { tracker } = testTracker();
    const load = tracker.task('load');
    endBy(load, 'cancel');
    const report = tracker.track('report', () => 1, { after: [load] });
    expect(await rejection(report())).toMatchObject({ name: 'AbortError', code: 'skipped' });
    expect(marks(report.work.latest!)).toEqual(['skipped (upstream_failed)']);
  });

  it('can be cancelled while it waits, and its pendingTimeout counts', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const load = tracker.task('load');
    const report = tracker.track('report', () => 1, { after: [load], pendingTimeout: 100 });
    const [one, two] = [report.start(), report.start()];
    one.cancel();
    await clock.advance(100);
    expect([one.status(), two.status()]).toMatchObject([{ stage: 'cancelled' }, { reason: 'pending_timeout' }]);
    endBy(load, 'succeed');
    expect(report.work.status().stage).toBe('timed_out');
  });

  it('cannot be started by hand before its rule is met', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const task = tracker.track('report', () => 1, { after: [tracker.task('load')] }).start();
    expect(thrown(() => task.start())).toMatchObject({ name: 'TransitionError', code: 'illegal' });
    expect(task.status()).toMatchObject({ stage: 'pending', reason: 'dependency' });
  });

  it('waits for its slot after that', async () => {
    const { tracker, clock } = testTracker();
    const wait = deferred<number>();
    const load = tracker.task('load');
    const report = tracker.track('report', (n: number) => (n === 0 ? wait.promise : Promise.resolve(n)), {
      concurrency: 1,
    });
    const first = report.start(0);
    const second = report.with({ after: [load] }).start(1);
    endBy(load, 'succeed');
    expect(second.status()).toMatchObject({ stage: 'pending', reason: 'queued' });
    wait.resolve(0);
    await clock.advance(0);
    expect([await first.result(), await second.result()]).toEqual([0, 1]);
  });

  it('refuses tasks of another tracker, and what is no rule', () => {
    const { tracker, facts } = testTracker();
    const foreign = testTracker({ openTasks: 'allow' }).tracker.task('load');
    const report = tracker.track('report', () => 1, { after: [foreign] });
    expect(thrown(() => report.start())).toMatchObject({
      name: 'ValidationError',
      code: 'unknown_task',
      path: 'after',
    });
    expect(thrown(() => tracker.track('report', () => 1, { after: [5] as never }))).toMatchObject({
      code: 'invalid_option',
    });
    expect(thrown(() => tracker.task('x', { when: 'sometimes' as never }))).toMatchObject({ code: 'invalid_option' });
    expect(facts()).toEqual([]);
  });
});

describe('a task that the host drives, after others', () => {
  it('refuses start() until the rule is met: recorded as rejected, state unchanged', () => {
    const { tracker } = testTracker();
    const load = tracker.task('load');
    const report = tracker.task('report', { after: [load] });
    const error = thrown(() => report.start());
    expect(error).toMatchObject({
      name: 'TransitionError',
      code: 'illegal',
      from: 'not_started',
      to: 'running',
      legal: ['pending', 'cancelled', 'skipped'],
      fix: expect.any(String),
    });
    expect(thrown(() => report.transition('not_started', 'running'))).toMatchObject({ code: 'illegal' });
    report.queue({ reason: 'dependency' });
    report.pause();
    expect(thrown(() => report.resume())).toMatchObject({ code: 'illegal', from: 'paused' });
    expect(tracker.rejections()).toMatchObject(Array(3).fill({ to: 'running', code: 'illegal' }));
    expect(report.status()).toMatchObject({ stage: 'paused', attempt: 0 });
    endBy(load, 'succeed');
    report.resume();
    expect(report.status().stage).toBe('running');
    report.succeed();
  });

  it('says stale before illegal', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const report = tracker.task('report', { after: [tracker.task('load')] });
    expect(thrown(() => report.transition('pending', 'running'))).toMatchObject({ code: 'stale' });
  });

  it('is skipped when its rule cannot be met any more', () => {
    const { tracker } = testTracker();
    const load = tracker.task('load');
    const report = tracker.task('report', { after: [load], when: 'all_failure' });
    endBy(load, 'succeed');
    expect(report.status()).toMatchObject({ stage: 'skipped', reason: 'condition_false', cause: load.status().seq });
  });

  it('is refused and skipped in the next process as well', () => {
    const journal = memoryJournal();
    const old = testTracker({ journal, openTasks: 'allow' }).tracker;
    const oldLoad = old.task('load');
    old.task('report', { after: [oldLoad] });
    const { tracker } = testTracker({ journal: memoryJournal(journal.read()) });
    const [load, report] = [tracker.find('load') as Task, tracker.find('report') as Task];
    expect(thrown(() => report.start())).toMatchObject({ code: 'illegal' });
    endBy(load, 'fail');
    expect(report.status()).toMatchObject({ stage: 'skipped', reason: 'upstream_failed' });
  });

  it('is waited for again when it is resumed after a crash', async () => {
    const journal = memoryJournal();
    const old = testTracker({ journal, openTasks: 'allow' }).tracker;
    old.track('report', endless, { after: [old.task('load')] }).start();
    const { tracker } = testTracker({ journal: memoryJournal(journal.read()) });
    tracker.track('report', () => 'ran');
    const [report] = await tracker.resumeAll();
    expect(marks(report!)).toEqual(['pending (dependency)', 'interrupted (owner_lost)', 'pending (dependency)']);
    endBy(tracker.find('load') as Task, 'succeed');
    expect(await report!.result()).toBe('ran');
  });
});
