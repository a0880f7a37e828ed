import { AssertionError } from 'node:assert';
import { expect, test } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { assertNoRejections, assertPassed, assertSettled, assertStatus } from '../../src/testing/assertions.ts';

test('an assertion passes, or throws with the history of the task', async () => {
  const { tracker } = testTracker();
  const task = tracker.track('load', async () => 'rows').start();
  await task.settled();
  assertPassed(task, 'pending', 'running', 'succeeded');
  assertStatus(task, { result: 'rows' });
  assertSettled(task);
  assertNoRejections(tracker);
  expect(() => assertPassed(task, 'running')).toThrow(AssertionError);
  expect(() => assertPassed(task, 'running')).toThrow('load: pending → running → succeeded');
});
