import { memoryJournal } from '../../src/journal.ts';
import { FakeClock, type TestTracker, testTracker } from '../../src/testing.ts';
import { deaf, gate, ignore, story } from './story.ts';

/** The process dies, and a minute later another one opens what it wrote. */
function dieAndOpen({ facts, clock, tracker }: TestTracker): TestTracker {
  const journal = memoryJournal(facts());
  void tracker.close();
  return testTracker({ journal, clock: new FakeClock(clock.now() + 60_000), openTasks: 'allow' });
}

story('a crash interrupts what was started', async (first) => {
  const { tracker, clock } = first;
  const pull = tracker.track('pull', deaf, { concurrency: 1 });
  for (let n = 0; n < 2; n++) pull.start();
  tracker.task('never started');
  await tracker.track('done', async () => 1)();
  await clock.advance(500);
  const then = dieAndOpen(first);
  const { tracker: next } = then;
  next.task('the new owner signs with its first fact');
  return then;
});

story('what was running is resumed before what was waiting', async (first) => {
  const pull = first.tracker.track('pull', deaf, { concurrency: 1 });
  for (let n = 0; n < 3; n++) pull.start();
  const then = dieAndOpen(first);
  const busy = gate();
  then.tracker.track('pull', () => busy.promise, { concurrency: 1 });
  await then.tracker.resumeAll();
  busy.open();
  return then;
});

story('a resumed flow keeps what its children did', async (first) => {
  const flow = ({ tracker }: TestTracker, report: () => Promise<string>) => {
    const load = tracker.track('load', async () => 'rows');
    return tracker.track('nightly', async () => {
      await load();
      await load();
      return await tracker.run('report', report);
    });
  };
  flow(first, deaf).start();
  await first.clock.advance(500);
  const then = dieAndOpen(first);
  flow(then, async () => 'three pages');
  for (const task of await then.tracker.resumeAll()) await task.result();
  return then;
});

story('names of children start anew with each attempt', async ({ tracker }) => {
  const load = tracker.track('load', async () => 'rows');
  let attempt = 0;
  const body = async () => {
    await load();
    await load();
    if (++attempt === 1) throw new Error('once more');
  };
  await tracker.track('nightly', body, { retries: 1 })();
});

story('stopping a body', async ({ tracker, clock }) => {
  const work = gate<string>();
  const task = tracker.track('listen', () => work.promise).start();
  await clock.advance(100);
  task.stop('the machine goes down');
  task.result().catch(ignore);
  work.fail(new Error('the line went dead'));
});
