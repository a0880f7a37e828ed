import { expect, test } from 'vitest';
import { testTracker } from '../../src/testing.ts';

test('a retry with back-off', async () => {
  const { tracker, clock } = testTracker();
  let n = 0;
  const pull = tracker.track(
    'pull',
    async (x: string) => {
      if (++n < 2) throw new Error('no');
      return x;
    },
    { retries: { times: 2, delay: (n) => n * 1000 } },
  );
  const task = pull.start('a');
  await clock.advance({ seconds: 1 });
  expect(task.history.map((s) => s.stage)).toEqual(['pending', 'running', 'retrying', 'running', 'succeeded']);
  expect(task.id).toBe('task-1');
  expect(task.attempt).toBe(2);
});
