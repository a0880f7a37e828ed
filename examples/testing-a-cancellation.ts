/** What a cancellation does to a body that listens, to one that does not, and whoever else competes with it. */
import { strict as assert } from 'node:assert';
import { raceEverything, record, testTracker } from 'worktrail/testing';

const { tracker, clock, finish } = testTracker();

/** Gives up its download as soon as its signal says so. */
const download = tracker.track('download', () => {
  const { signal } = tracker.current ?? {};
  return new Promise<string>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
});
const listening = download.start();
listening.cancel('the tab was closed');
await assert.rejects(listening.result(), { name: 'AbortError' });

/** Does not look at its signal: it has its grace time, five seconds. */
const stubborn = tracker.track('stubborn', () => new Promise<never>(() => undefined)).start();
stubborn.cancel();
await clock.advance({ seconds: 4 });
assert.equal(stubborn.isSettled, false);
await clock.advance({ seconds: 1 });
assert.equal(stubborn.status().stage, 'cancelled');
console.log(record(tracker));
await finish();

/** Complete, cancel, time out, stop: in every order one of them wins, and everybody sees the same winner. */
const { orders, problems } = await raceEverything(({ tracker: racing, body }) =>
  racing.track('save', () => body, { timeout: { seconds: 30 } }).start(),
);
assert.deepEqual(problems, []);
console.log(`${orders} races, ${problems.length} problems`);
