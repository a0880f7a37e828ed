import { expect, test } from 'vitest';
import type { Task } from '../../src/index.ts';
import { testTracker } from '../../src/testing.ts';
import { divergenceOf, listenTo } from '../../src/testing/divergence.ts';

async function raced(end: (task: Task) => void) {
  const { tracker, clock } = testTracker({ openTasks: 'allow' });
  const task = tracker.task('load');
  const heard = listenTo(tracker, task);
  task.start();
  end(task);
  await clock.advance(0);
  return { tracker, task, heard, judge: () => divergenceOf(tracker, task, heard) };
}

test('a task that ends once is told of alike everywhere', async () => {
  expect((await raced((task) => task.succeed(1))).judge()).toBeUndefined();
  expect((await raced((task) => task.fail(new TypeError('no')))).judge()).toBeUndefined();
});

test('no end is one too few', async () => {
  expect((await raced(() => undefined)).judge()).toBe('It has 0 end records: [].');
});

test('a reader that shows another record is named', async () => {
  const { heard, judge, tracker, task } = await raced((each) => each.succeed(1));
  const { settled } = heard;
  heard.settled = { ...settled, stage: 'failed' } as never;
  expect(judge()).toContain('but settled says { "stage": "failed"');
  heard.settled = settled as never;
  delete heard.event;
  expect(judge()).toContain('but the last event says undefined');
  const other = await raced((each) => each.succeed(2));
  expect(divergenceOf(tracker, task, other.heard)).toContain('but the last event says');
});

test('a promise that says something else is named', async () => {
  const { heard, judge } = await raced((task) => task.succeed(1));
  heard.result = 'rejected';
  expect(judge()).toBe('Its result was rejected.');
  delete heard.result;
  expect(judge()).toBe('Its result was never settled.');
});

test('results and facts after the end count', async () => {
  const { heard, tracker, task } = await raced((each) => each.succeed(1));
  task.note('later');
  expect(() => task.start()).toThrow();
  expect(divergenceOf(tracker, task, heard)).toBeUndefined();
  const reader = (changed: object) =>
    new Proxy(tracker, { get: (_target, key) => Reflect.get({ ...bound(tracker), ...changed }, key) as unknown });
  expect(divergenceOf(reader({ results: () => new Map() }), task, heard)).toBe('results() lacks it.');
  const failed = await raced((each) => each.fail(new Error('no')));
  const results = () => new Map([[failed.task.path, 1]]);
  const withResult = new Proxy(failed.tracker, {
    get: (_target, key) => Reflect.get({ ...bound(failed.tracker), results }, key) as unknown,
  });
  expect(divergenceOf(withResult, failed.task, failed.heard)).toBe('results() has it.');
  const later = { type: 'heartbeat', taskId: task.id, seq: 99 };
  const facts = (options?: object) => (options ? [later] : [...tracker.facts()]);
  expect(divergenceOf(reader({ facts }), task, heard)).toBe('After its end the fact #99 (heartbeat) follows.');
});

function bound(tracker: Awaited<ReturnType<typeof raced>>['tracker']): object {
  const names = ['at', 'get', 'list', 'results', 'facts'] as const;
  return Object.fromEntries(names.map((name) => [name, tracker[name].bind(tracker)]));
}
