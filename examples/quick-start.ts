/** A function becomes a task: its transitions, a handle, a cancellation, and what it cost. */
import { setTimeout } from 'node:timers/promises';
import { Tracker } from 'worktrail';

const tracker = new Tracker(); // in memory; `await Tracker.open('./runs')` keeps it on disk

async function loadFile(file: string): Promise<readonly string[]> {
  await setTimeout(20);
  return [`${file}: first row`, `${file}: second row`];
}

const load = tracker.track('load', loadFile, { timeout: { seconds: 30 }, retries: 2, key: (file) => file });
tracker.events.on('transition', ({ task, from, to }) => {
  console.log(`${task.path}: ${from.stage} → ${to.stage}`, to.reason ?? '');
});

const rows = await load('a.csv'); // same arguments, same result type, same errors as loadFile
console.log(`${rows.length} rows`);

const task = load.start('b.csv'); // a handle instead of a promise
await task.until('running');
task.cancel('the tab was closed');

for await (const tick of tracker.loop({ every: { seconds: 1 }, untilIdle: true })) console.log(tick.counts);
for (const { name, count, total } of tracker.timingSummary())
  console.log(`${name} ran ${count} times, ${total.toFixed(0)} ms`);
