import { expect, expectTypeOf, test } from 'vitest';
import { defineLifecycle, type StatusRecord, type Task } from 'worktrail';
import { crashEverywhere, FakeClock, given, raceEverything, testTracker } from 'worktrail/testing';
import type {} from 'worktrail/testing/vitest';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['published', 'dropped'] },
    published: { phase: 'done', outcome: 'success' },
    dropped: { phase: 'done', outcome: 'failure' },
  },
});

test('a test tracker knows the lifecycles that it is given', () => {
  const { tracker, clock, facts } = testTracker({ lifecycles: [article] });
  expectTypeOf(clock).toEqualTypeOf<FakeClock>();
  expectTypeOf(facts()[0]?.seq).toEqualTypeOf<number | undefined>();
  tracker.events.on('stage:published', () => undefined);
  // @ts-expect-error no lifecycle has such a stage
  tracker.events.on('stage:publishd', () => undefined);
});

test('its clock can be moved, so no other clock is taken', () => {
  testTracker({ clock: new FakeClock(0), openTasks: 'allow' });
  // @ts-expect-error a clock that cannot be moved
  testTracker({ clock: { now: () => 0, monotonic: () => 0, setTimer: () => () => undefined } });
});

test('it keeps what a function takes and gives', async () => {
  const { tracker, clock } = testTracker();
  const load = tracker.track('load', async (file: string, rows = 3) => file.length * rows);
  expectTypeOf(await clock.runUntil(load('a.csv'))).toEqualTypeOf<number>();
  // @ts-expect-error a file is a text
  load.start(7);
});

test('matchers take what they compare', () => {
  const task = {} as Task;
  expect(task).toHaveStatus({ stage: 'failed', attempt: 2, message: /no such/ });
  expect(task).not.toHavePassed('pending', 'running');
  expect(task).toHaveTaken({ lessThan: { seconds: 1 } });
  // @ts-expect-error an attempt is a number
  expect(task).toHaveStatus({ attempt: 'two' });
  // @ts-expect-error there is no such kind of change
  expect(task).toHaveChanged('table', '/rows', { type: 'RENAME' });
});

test('the rules, a crash and a race take what they are about', () => {
  given(article).at('draft').when('published').thenMoved('published');
  // @ts-expect-error a refusal is illegal or stale
  given(article).at('draft').when('published').thenRefused('forbidden');
  expectTypeOf(
    crashEverywhere(async (tracker, effect) => effect(tracker.summary().sequence.join())),
  ).resolves.toHaveProperty('points');
  // @ts-expect-error there is no such verdict
  void raceEverything(({ tracker }) => tracker.task('load'), { verdicts: ['explode'] });
  expectTypeOf<StatusRecord>().toHaveProperty('stage');
});
