import { expect, test } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { FakeClock, testTracker } from '../../src/testing.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { endless } from './rig.ts';

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
    ...{ append: () => undefined, read: () => facts, flush: async () => undefined, close: async () => undefined },
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
