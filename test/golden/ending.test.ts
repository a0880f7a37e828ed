import { deaf, flaky, gate, ignore, listening, story } from './story.ts';

story('cancelling what waits', async ({ tracker }) => {
  const busy = gate();
  const pull = tracker.track('pull', () => busy.promise, { concurrency: 1 });
  const [first, second] = [pull.start(), pull.start()];
  second.cancel('nobody looks at it any more');
  second.result().catch(ignore);
  busy.open();
  await first.settled();
});

story('cancelling what retries', async ({ tracker, clock }) => {
  const task = tracker.track('pull', flaky(1), { retries: { times: 1, delay: 1000 } }).start();
  await clock.advance(500);
  task.cancel({ reason: 'replaced', message: 'there is a newer one' });
  await clock.advance(5000);
});

story('cancelling a body that listens', async ({ tracker }) => {
  const fetching = tracker.run('fetch', (task) => listening(task.signal));
  tracker.find('fetch')?.cancel('the tab was closed');
  tracker.find('fetch')?.cancel('a second time');
  await fetching.catch(ignore);
});

story('cancelling a body that does not listen', async ({ tracker, clock }) => {
  const task = tracker.track('deaf', deaf).start();
  task.cancel();
  await clock.advance(4999);
  tracker.task('the grace time is nearly over').start();
  await clock.advance(1);
  await task.settled();
});

story('a value that comes after a cancellation is kept', async ({ tracker }) => {
  const late = gate<string>();
  const task = tracker.track('load', () => late.promise).start();
  task.cancel();
  late.open('all the same');
  await task.settled();
});

story('cancelling what is paused', async ({ tracker, clock }) => {
  const task = tracker.track('deaf', deaf).start();
  task.pause({ reason: 'approval' });
  task.cancel();
  await clock.advance({ seconds: 5 });
});

story('cancelling and stopping what the host drives', async ({ tracker }) => {
  tracker.task('not started').cancel();
  for (const way of ['cancel', 'stop'] as const) {
    const running = tracker.task(`${way} while running`);
    running.start();
    running[way]();
    running[way]();
  }
});

story('a stop after the end is noted once', async ({ tracker }) => {
  const task = tracker.track('load', async () => 'rows').start();
  await task.settled();
  task.stop('the machine goes down');
  task.stop('again');
  task.cancel('has no effect');
});

story('a parent takes its children along', async ({ tracker, clock }) => {
  const child = tracker.track('child', (ms: number) => (ms === 0 ? Promise.resolve() : deaf()));
  const parent = tracker.track('parent', async () => {
    await child(0);
    await Promise.all([child(1), child(2)]);
  });
  const task = parent.start();
  await clock.advance(10);
  task.cancel('enough');
  await clock.advance({ seconds: 5 });
});

story('children go on when a parent ends otherwise', async ({ tracker, clock }) => {
  const left = gate();
  const child = tracker.track('child', () => left.promise);
  const parent = tracker.track('parent', async () => {
    child.start();
    throw new Error('parent fails');
  });
  await parent().catch(ignore);
  await clock.advance(100);
  left.open();
});

story('draining', async ({ tracker, clock }) => {
  const quick = gate();
  tracker.track('quick', () => quick.promise).start();
  tracker.track('deaf', deaf, { grace: 1000 }).start();
  tracker.task('never started');
  const drained = tracker.drain({ timeout: { seconds: 3 }, why: 'the machine goes down' });
  await tracker
    .track('too late', async () => 1)()
    .catch(ignore);
  await clock.advance({ seconds: 1 });
  quick.open();
  await clock.advance({ seconds: 3 });
  await drained;
});
