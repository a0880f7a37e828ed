import { describe, expect, test } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { FakeClock, testTracker } from '../../src/testing.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Task } from '../../src/tracker/task.ts';
import type { Tracked } from '../../src/tracker/tracked.ts';
import type { Tracker } from '../../src/tracker/tracker.ts';
import { endless, marks } from './rig.ts';

/** A process on a journal, which dies without a word. */
const process = (journal: Journal) => testTracker({ journal, openTasks: 'allow', lifecycles: [relay] }).tracker;

/** It has no road out of its first lap but the last one. */
const relay = defineLifecycle({
  name: 'relay',
  stages: {
    ready: { phase: 'idle', to: ['first_lap'] },
    first_lap: { phase: 'active', to: ['last_lap'] },
    last_lap: { phase: 'active', to: ['arrived', 'fallen'] },
    arrived: { phase: 'done', outcome: 'success' },
    fallen: { phase: 'done', outcome: 'failure' },
  },
});

/** What the journal holds once that process is dead. */
const left = (journal: Journal): Journal => memoryJournal(journal.read());

test('a second recovery appends nothing', () => {
  const first = memoryJournal();
  const tracker = process(first);
  tracker.track('load', endless).start();
  tracker.task('idle');
  const second = left(first);
  process(second);
  const recovered = [...second.read()];
  expect(recovered.map(({ type }) => type).slice(-2)).toEqual(['recovered', 'stage_changed']);
  const third = left(second);
  process(third);
  expect([...third.read()]).toEqual(recovered);
});

test('a task whose lifecycle has no way to be interrupted stays as it is, and nothing is written', () => {
  const first = memoryJournal();
  process(first).task('run', { lifecycle: relay }).transition('ready', 'first_lap');
  const second = left(first);
  const { recovered } = process(second);
  expect(recovered.interrupted).toEqual([]);
  expect([...second.read()]).toEqual([...first.read()]);
});

test('what is open counts by wall clocks until the next owner has written something', () => {
  const first = memoryJournal();
  const old = testTracker({ journal: first, openTasks: 'allow', lifecycles: [relay] });
  old.tracker.task('run', { lifecycle: relay }).transition('ready', 'first_lap');
  const later = new FakeClock(old.clock.now() + 5000);
  const next = testTracker({ journal: left(first), openTasks: 'allow', lifecycles: [relay], clock: later });
  const ran = () => next.tracker.timings().find(({ work }) => work === 'run')?.ran;
  expect(ran()).toBe(5000);
  next.tracker.task('other');
  expect(ran()).toBe(5000);
});

test('facts of a later version are kept, told by health, and no view takes them for something else', () => {
  const of = (seq: number, more: object) => ({ seq, timestamp: 1, mono: 1, ...more }) as unknown as Fact;
  const facts = [
    of(1, { type: 'task_created', taskId: 'a', name: 'load' }),
    of(2, { type: 'moon_landed', taskId: 'a', name: 'moon' }),
    of(3, { type: 'tide_turned', name: 'tide', parent: 'a' }),
    of(4, { type: 'schedule_fired', taskId: 'of-no-task' }),
  ];
  const journal: Journal = {
    append: () => undefined,
    read: () => facts,
    flush: async () => undefined,
    close: async () => undefined,
    health: () => ({ journal: 'ok', lagMs: 0, bytes: 0, unknown: 3 }),
  };
  const tracker = process(journal);
  expect([...tracker.facts()]).toEqual(facts);
  expect(tracker.health()).toMatchObject({ unknown: 3 });
  expect(tracker.list().map(({ name, history }) => [name, history.length])).toEqual([['load', 0]]);
  expect(tracker.timings().map(({ work }) => work)).toEqual(['load']);
  expect(tracker.tree()).toHaveLength(1);
  expect(tracker.find('moon')).toBeUndefined();
});

test('a recovery that was cut short is finished by the next owner, as if it had not been', async () => {
  const first = memoryJournal();
  const old = testTracker({ journal: first, openTasks: 'allow' });
  old.tracker.track('one', endless).start();
  old.tracker.track('two', endless).start();
  await old.clock.advance(5000);
  old.tracker.task('a sign of life');
  const count = [...first.read()].length;
  const second = left(first);
  testTracker({ journal: second, openTasks: 'allow', clock: new FakeClock(old.clock.now() + 1000) });
  const cut = memoryJournal([...second.read()].slice(0, count + 2));
  const clock = new FakeClock(old.clock.now() + 4000);
  const { tracker } = testTracker({ journal: cut, openTasks: 'allow', clock });
  const [one, two] = tracker.recovered.interrupted;
  for (const task of [one, two])
    expect(task?.status()).toMatchObject({ stage: 'interrupted', lastSeenAt: old.clock.now() });
  const times = tracker.timings().map(({ work, ran, interrupted }) => [work, ran, interrupted]);
  expect(times.slice(0, 2)).toEqual([
    ['one', 5000, 4000],
    ['two', 5000, 4000],
  ]);
});

describe('limits and back-offs go on from what is left', () => {
  /** A process that dies after so many milliseconds, and the next one, which begins `gap` later. */
  async function twoLives(track: (tracker: Tracker) => Tracked<() => Promise<unknown>>, ms: number, gap: number) {
    const first = memoryJournal();
    const old = testTracker({ journal: first, openTasks: 'allow' });
    track(old.tracker).start();
    await old.clock.advance(ms);
    old.tracker.task('a sign of life');
    const clock = new FakeClock(old.clock.now() + gap);
    const next = testTracker({ journal: left(first), openTasks: 'allow', clock });
    track(next.tracker);
    const [task] = await next.tracker.resumeAll();
    return { ...next, task: task as Task };
  }

  test('a time limit counts what the attempts before it took', async () => {
    const limited = (tracker: Tracker) => tracker.track('load', endless, { timeout: 1000 });
    const { task, clock } = await twoLives(limited, 700, 60_000);
    await clock.advance(299);
    expect(task.status().stage).toBe('running');
    await clock.advance(1);
    expect(marks(task)).toEqual([
      'pending',
      'running',
      'interrupted (owner_lost)',
      'running (resumed)',
      'timed_out (run_timeout)',
    ]);
  });

  test('so does a limit of the time in the line', async () => {
    const limited = (tracker: Tracker) => {
      const load = tracker.track('load', endless, { concurrency: 1, pendingTimeout: 1000 });
      if (tracker.recovered.facts === 0) load.start();
      return load;
    };
    const { tracker, clock } = await twoLives(limited, 700, 60_000);
    const second = tracker.find('load') as Task;
    await clock.advance(299);
    expect(second.status()).toMatchObject({ stage: 'pending', reason: 'queued' });
    await clock.advance(1);
    expect(second.status()).toMatchObject({ stage: 'timed_out', reason: 'pending_timeout' });
  });

  const failing = (tracker: Tracker) =>
    tracker.track('load', () => Promise.reject(new Error('no')), { retries: { times: 2, delay: 10_000 } });

  test('an attempt that was put off is put off still', async () => {
    const { task, clock } = await twoLives(failing, 4000, 1000);
    expect(task.status()).toMatchObject({ stage: 'pending', reason: 'retry_queued' });
    await clock.advance(4999);
    expect(task.attempt).toBe(1);
    await clock.advance(1);
    expect(marks(task).slice(2)).toEqual([
      'retrying (user_exception)',
      'interrupted (owner_lost)',
      'pending (retry_queued)',
      'running (retry)',
      'retrying (user_exception)',
    ]);
    await clock.advance(10_000);
    expect(task.status()).toMatchObject({ stage: 'failed', attempt: 3 });
  });

  test('also by the third owner; and what fell due meanwhile begins at once', async () => {
    const { journal, clock } = await twoLives(failing, 4000, 1000);
    const again = (now: number) => {
      const third = testTracker({ journal: left(journal), openTasks: 'allow', clock: new FakeClock(now) });
      failing(third.tracker);
      return third.tracker;
    };
    const early = again(clock.now() + 4000);
    const [waiting] = await early.resumeAll();
    expect(waiting?.status()).toMatchObject({ stage: 'pending', reason: 'retry_queued' });
    const late = again(clock.now() + 5000);
    const [begun] = await late.resumeAll();
    expect(marks(begun as Task).slice(-3, -1)).toEqual(['interrupted (owner_lost)', 'running (resumed)']);
  });
});
