import { expect, test } from 'vitest';
import { raceEverything } from '../../src/testing.ts';

test('of competing verdicts one wins, and all readers agree', async () => {
  const { orders, winners, problems } = await raceEverything(({ tracker, body }) =>
    tracker.track('load', () => body, { timeout: { seconds: 30 } }).start(),
  );
  expect(problems).toEqual([]);
  expect(orders).toBe(24 * 8);
  expect(Object.keys(winners).sort()).toEqual(['cancelled', 'stopped', 'succeeded', 'timed_out']);
});

test('also where attempts fail and are tried again', async () => {
  const { winners, problems } = await raceEverything(
    ({ tracker, body }) => tracker.track('load', () => body, { attemptTimeout: 500, retries: 1 }).start(),
    { verdicts: ['fail', 'cancel', 'time_out'] },
  );
  expect(problems).toEqual([]);
  expect(Object.keys(winners).sort()).toEqual(['cancelled', 'failed']);
});

test('a time limit cannot compete where there is none', async () => {
  const without = raceEverything(({ tracker, body }) => tracker.track('load', () => body).start());
  await expect(without).rejects.toMatchObject({ code: 'no_limit' });
});

test('an order after which something is wrong is told, with all that happened', async () => {
  const { problems } = await raceEverything(({ tracker }) => tracker.task('forgotten'), { verdicts: ['complete'] });
  expect(problems).toEqual([
    { order: ['complete'], problem: 'It has 0 end records: [].', trace: expect.stringContaining('forgotten') },
  ]);
});
