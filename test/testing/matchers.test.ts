import { describe, expect, test } from 'vitest';
import { type ExpectedStatus, matchers, testTracker } from '../../src/testing.ts';

async function nightly() {
  const made = testTracker({ openTasks: 'allow' });
  const { tracker, clock } = made;
  const load = tracker.track('load', async () => {
    throw new TypeError('no such file');
  });
  const body = async () => {
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 250));
    await load().catch(() => undefined);
    return { rows: 3, tags: ['a', 'b'] };
  };
  const task = tracker.track('nightly', body, { tags: ['daily'] }).start();
  await clock.advance(250);
  return { ...made, task, child: task.children[0] as typeof task };
}

/** The message of a verdict that did not pass. */
function failure(verdict: { pass: boolean; message(): string }): string {
  expect(verdict.pass).toBe(false);
  return verdict.message();
}

describe('of a task', () => {
  test('toHaveStage', async () => {
    const { task, child, tracker } = await nightly();
    expect(matchers.toHaveStage(task, 'succeeded').pass).toBe(true);
    expect(matchers.toHaveStage(tracker.work('nightly'), 'succeeded').pass).toBe(true);
    expect(failure(matchers.toHaveStage(child, 'succeeded'))).toBe(
      "expected nightly/load to be 'succeeded', but it is 'failed (user_exception)'\n" +
        '  nightly/load: pending → running → failed (user_exception)',
    );
    expect(matchers.toHaveStage(child, 'failed').message()).toContain("not to be 'failed'");
  });

  test('toHaveStatus compares the fields that are named', async () => {
    const { task, child } = await nightly();
    const holds: ExpectedStatus[] = [
      { stage: 'succeeded', attempt: 1 },
      { result: { rows: 3 } },
      { result: expect.objectContaining({ tags: expect.any(Array) }) },
      {},
    ];
    for (const expected of holds) expect(matchers.toHaveStatus(task, expected).pass).toBe(true);
    const fails: ExpectedStatus[] = [
      { attempt: 2 },
      { result: { rows: 4 } },
      { result: { tags: ['a'] } },
      { reason: 'x' },
    ];
    for (const expected of fails) expect(matchers.toHaveStatus(task, expected).pass).toBe(false);
    expect(matchers.toHaveStatus(child, { reason: /exception/, error: { name: 'TypeError' } as never }).pass).toBe(
      true,
    );
    expect(failure(matchers.toHaveStatus(task, { attempt: 2 }))).toContain('to have the status { "attempt": 2 }');
  });

  test('toHavePassed compares the whole sequence', async () => {
    const { task } = await nightly();
    expect(matchers.toHavePassed(task, 'pending', 'running', 'succeeded').pass).toBe(true);
    for (const stages of [
      ['pending', 'running'],
      ['running', 'succeeded'],
      [],
      ['pending', 'running', 'succeeded', 'failed'],
    ]) {
      expect(matchers.toHavePassed(task, ...stages).pass).toBe(false);
    }
    expect(failure(matchers.toHavePassed(task, 'pending'))).toContain('but it passed pending → running → succeeded');
  });

  test('toHaveFailedWith', async () => {
    const { task, child } = await nightly();
    for (const expected of [{}, { reason: 'user_exception' }, { message: 'no such file' }, { message: /such/ }]) {
      expect(matchers.toHaveFailedWith(child, expected).pass).toBe(true);
    }
    for (const expected of [
      { reason: 'exit_code' },
      { message: 'no such' },
      { reason: 'user_exception', message: /disk/ },
    ]) {
      expect(matchers.toHaveFailedWith(child, expected).pass).toBe(false);
    }
    expect(failure(matchers.toHaveFailedWith(task))).toContain("but it is 'succeeded'");
    expect(failure(matchers.toHaveFailedWith(child, { message: /disk/ }))).toContain('"message": "/disk/"');
  });

  test('toHaveFailedWith takes a time limit for a failure too', async () => {
    const { tracker, clock } = testTracker();
    const task = tracker.track('slow', () => new Promise(() => undefined), { timeout: 100 }).start();
    await clock.advance(100);
    expect(matchers.toHaveFailedWith(task, { reason: 'run_timeout', message: /limit/ }).pass).toBe(true);
  });

  test('toBeSettled', async () => {
    const { task, tracker } = await nightly();
    expect(matchers.toBeSettled(task).pass).toBe(true);
    expect(failure(matchers.toBeSettled(tracker.task('report')))).toContain(
      "it is 'not_started'\n  report: not_started",
    );
  });
});

describe('of a tracker, or one of its tasks', () => {
  test('toHaveNoRejections', async () => {
    const { task, tracker } = await nightly();
    expect(matchers.toHaveNoRejections(tracker).pass).toBe(true);
    expect(matchers.toHaveNoRejections(tracker).message()).toContain('not to have no rejections, but it has none');
    expect(() => task.start()).toThrow();
    expect(failure(matchers.toHaveNoRejections(tracker))).toContain(
      'has 1: nightly: succeeded → running (illegal)\n  nightly:',
    );
    expect(matchers.toHaveNoRejections(task).pass).toBe(false);
    expect(matchers.toHaveNoRejections(task.children[0]).pass).toBe(true);
  });

  test('toHaveChanged', () => {
    const { tracker } = testTracker();
    const [task, other] = [tracker.task('clean'), tracker.task('other')];
    task.start();
    task.observe('table', { rows: 3 });
    task.observe('table', { rows: 2 });
    expect(matchers.toHaveChanged(tracker, 'table', '/rows').pass).toBe(true);
    expect(matchers.toHaveChanged(task, 'table', '/rows', { type: 'UPDATE' }).pass).toBe(true);
    expect(failure(matchers.toHaveChanged(task, 'table', '/rows', { type: 'DELETE' }))).toContain(
      "changed CREATE '/rows', UPDATE '/rows'",
    );
    expect(failure(matchers.toHaveChanged(other, 'table', '/rows'))).toContain('changed nothing of it');
    expect(failure(matchers.toHaveChanged(tracker, 'list', '/rows'))).toContain('the tracker to have changed list');
  });

  test('toHaveTaken counts what the attempts ran', async () => {
    const { task } = await nightly();
    expect(matchers.toHaveTaken(task, { lessThan: 251, moreThan: { seconds: 0 } }).pass).toBe(true);
    expect(matchers.toHaveTaken(task, { lessThan: { seconds: 1 } }).pass).toBe(true);
    expect(failure(matchers.toHaveTaken(task, { lessThan: 250 }))).toContain('but it took 250 ms');
    expect(matchers.toHaveTaken(task, { moreThan: 250 }).pass).toBe(false);
  });

  test('toHaveTree', async () => {
    const { task, tracker } = await nightly();
    const text = `
      nightly: succeeded
        load: failed (user_exception)
    `;
    expect(matchers.toHaveTree(tracker, text).pass).toBe(true);
    expect(matchers.toHaveTree(task, text).pass).toBe(true);
    expect(matchers.toHaveTree(task.children[0], 'load: failed (user_exception)').pass).toBe(true);
    expect(failure(matchers.toHaveTree(tracker, 'nightly: succeeded'))).toContain(
      'and got\nnightly: succeeded\n  load',
    );
    expect(matchers.toHaveTree(testTracker().tracker, '').pass).toBe(true);
    expect(matchers.toHaveTree(tracker, text).message()).toContain('expected another tree than\nnightly: succeeded');
  });
});

test('what is received is named where it is something else', async () => {
  const { tracker } = testTracker();
  const load = tracker.track('load', async () => 'rows');
  expect(() => matchers.toHaveStage(load, 'succeeded')).toThrow('the handle that start(…) gives');
  expect(() => matchers.toHavePassed(load())).toThrow('a promise: await it');
  expect(() => matchers.toHaveNoRejections(null)).toThrow('got null');
  expect(() => matchers.toBeSettled(load.work)).toThrow('expected a task');
  expect(() => matchers.toHaveTree('load', '')).toThrow('something else (string)');
});
