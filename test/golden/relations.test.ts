import { gate, ignore, story } from './story.ts';

story('a task after another one', async ({ tracker }) => {
  const loading = gate<number>();
  const load = tracker.track('load', () => loading.promise).start();
  const report = tracker.track('report', () => 'done', { after: [load] }).start();
  loading.open(3);
  await report.settled();
});

story('a report is skipped because its load failed', async ({ tracker }) => {
  const load = tracker
    .track('load', async () => {
      throw new Error('no such file');
    })
    .start();
  const report = tracker.track('report', () => 'done', { after: [load] }).start();
  await report.result().catch(ignore);
});

story('rules over upstream tasks', async ({ tracker }) => {
  const good = tracker.task('good');
  const bad = tracker.task('bad');
  const after = [good, bad];
  for (const when of ['all_success', 'any_success', 'all_done', 'all_failure', 'any_failure', 'always'] as const) {
    tracker
      .track(when, () => when, { after, when })
      .start()
      .result()
      .catch(ignore);
  }
  good.start();
  good.succeed();
  bad.start();
  bad.fail(new Error('broken'));
});

story('calls of one key are one call', async ({ tracker }) => {
  const loading = gate<string>();
  const load = tracker.track('load', (_file: string) => loading.promise, { key: (file) => file });
  const results = [load('a.csv'), load('a.csv'), load('b.csv')];
  loading.open('rows');
  await Promise.all(results);
  await load('a.csv');
});

story('once per argument', async ({ tracker }) => {
  let calls = 0;
  const train = tracker.track('train', async (_epoch: number) => ++calls, { once: true });
  await train(1);
  await train(1);
  await train(2);
});

story('a failed call of once runs again', async ({ tracker }) => {
  let calls = 0;
  const body = async () => {
    if (++calls === 1) throw new Error('first');
    return calls;
  };
  const train = tracker.track('train', body, { once: true });
  await train().catch(ignore);
  await train();
  await train();
});

story('a failure is resumed as a new task that keeps what was done', async ({ tracker }) => {
  let isDown = true;
  const load = tracker.track('load', async () => 'rows');
  const save = tracker.track('save', async () => {
    if (isDown) throw new Error('the disk is full');
  });
  const nightly = tracker.track('nightly', async () => {
    await load();
    await save();
  });
  const task = nightly.start();
  await task.result().catch(ignore);
  isDown = false;
  await (await tracker.resume(task.id)).result();
});

story('an adopted promise', async ({ tracker }) => {
  const [good, bad] = [gate<number>(), gate<number>()];
  tracker.adopt('good', good.promise);
  tracker.adopt('bad', bad.promise).result().catch(ignore);
  good.open(42);
  bad.fail(new Error('lost'));
  await Promise.allSettled([good.promise, bad.promise]);
});
