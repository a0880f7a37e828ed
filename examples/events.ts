/** Three ways to hear of what happens: typed events, a stream of facts, and a promise for one stage. */
import { setTimeout } from 'node:timers/promises';
import { Tracker } from 'worktrail';

const tracker = new Tracker();

tracker.events.on('stage:failed', ({ task, to }) => console.log(`${task.path} failed: ${to.error.message}`));
tracker.events.on('progress', ({ task, progress }) =>
  console.log(`${task.path}: ${progress.done} of ${progress.total}`),
);
tracker.events.on('annotation', ({ task, annotation }) => console.log(`${task.path}: ${annotation.message}`));
tracker.events.on('stage:succeeded', () => {
  throw new Error('a listener that throws');
});
tracker.events.on('listenerError', ({ event }) => console.log(`a listener of ${event} threw; nobody else is harmed`));

const copy = tracker.track('copy', async (files: readonly string[]) => {
  for (const [at] of files.entries()) {
    await setTimeout(5);
    tracker.current?.reportProgress(at + 1, files.length);
  }
  if (files.length > 2) throw new Error('the disk is full');
  return files.length;
});

const copying = copy.start(['a', 'b']);
const { attempt } = await copying.until('running'); // what has passed already counts
console.log(`running, attempt ${attempt}`);
await copying.result();
copying.note('checked by hand');
await copy(['a', 'b', 'c']).catch(() => undefined);

// A reader that comes late gets everything, each fact once and in order.
for await (const fact of tracker.stream({ since: 0 })) {
  if (fact.type !== 'stage_changed') continue;
  console.log(`${fact.seq} ${fact.from} → ${fact.to}`);
  if (fact.to === 'failed') break;
}
