import { expect, test } from 'vitest';
import { memoryJournal } from '../../src/journal.ts';
import { FakeClock, testTracker } from '../../src/testing.ts';

const never = () => new Promise<never>(() => undefined);

test('gives a tracker with a clock of its own, counted ids and a journal in memory', async () => {
  const { tracker, clock, journal, facts } = testTracker();
  const load = tracker.track('load', async () => 'rows');
  const task = load.start();
  expect(tracker.task('other').id).toBe('task-2');
  await clock.advance(500);
  expect([task.id, task.status().timestamp]).toEqual(['task-1', Date.UTC(2025, 0, 1)]);
  expect(facts()).toEqual([...journal.read()]);
  expect(facts().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
});

test('two of them share nothing', async () => {
  const [one, other] = [testTracker(), testTracker()];
  one.tracker.task('load');
  await one.clock.advance(10);
  expect([other.tracker.list(), other.facts(), other.clock.monotonic()]).toEqual([[], [], 0]);
  expect(other.tracker.task('load').id).toBe('task-1');
});

test('what is given is taken', async () => {
  const clock = new FakeClock(0);
  const journal = memoryJournal();
  const first = testTracker({ clock, journal, onIllegal: 'record' });
  first.tracker.task('load').succeed('too early');
  expect(first.clock).toBe(clock);
  const second = testTracker({ clock, journal: memoryJournal(journal.read()) });
  expect(second.tracker.task('load').id).toBe('task-2');
  expect(testTracker({ createId: () => 'mine' }).tracker.task('load').id).toBe('mine');
});

test('a test that ends with open tasks fails with their names and histories', async () => {
  const { tracker, finish } = testTracker();
  tracker.track('load', never).start();
  tracker.task('report');
  await tracker.track('done', async () => 1)();
  const failure = await finish().catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: 'open_tasks' });
  expect((failure as Error).message).toContain('load, report');
  expect((failure as Error).message).toContain('load: pending → running');
  expect((failure as Error).message).toContain('report: not_started');
  expect((failure as Error).message).not.toContain('done');
});

test('it waits for what is about to end, and open tasks can be allowed', async () => {
  const { tracker, finish } = testTracker();
  void tracker.track('load', async () => await Promise.resolve('rows'))();
  await finish();
  const allowed = testTracker({ openTasks: 'allow' });
  allowed.tracker.task('report');
  await allowed.finish();
});
