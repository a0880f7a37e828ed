import { FinalError } from '../../src/index.ts';
import { flaky, gate, ignore, story } from './story.ts';

story('a call that goes well', async ({ tracker }) => {
  const add = tracker.track('add', (a: number, b: number) => a + b);
  await add(1, 2);
});

story('a call that throws', async ({ tracker }) => {
  const load = tracker.track('load', async () => {
    throw new TypeError('no such file');
  });
  await load().catch(ignore);
});

story('the third call waits for a slot', async ({ tracker }) => {
  const gates = [gate(), gate(), gate()];
  const pull = tracker.track('pull', (n: number) => gates[n]?.promise, { concurrency: 2 });
  const tasks = [pull.start(0), pull.start(1), pull.start(2)];
  gates[1]?.open();
  await tasks[1]?.settled();
  gates[0]?.open();
  gates[2]?.open();
  await Promise.all(tasks.map((task) => task.settled()));
});

story('a full line refuses a call and leaves no trace of it', async ({ tracker }) => {
  const busy = gate();
  const pull = tracker.track('pull', () => busy.promise, { concurrency: 1, maxPending: 1 });
  const first = pull.start();
  const second = pull.start();
  await pull().catch(ignore);
  busy.open();
  await Promise.all([first.settled(), second.settled()]);
});

story('two retries with back-off', async ({ tracker, clock }) => {
  const pull = tracker.track('pull', flaky(2), { retries: { times: 2, delay: (attempt) => attempt * 1000 } });
  const task = pull.start();
  await clock.advance({ seconds: 3 });
  await task.result();
});

story('retries that are used up', async ({ tracker, clock }) => {
  const pull = tracker.track('pull', flaky(9), { retries: { times: 1, delay: { seconds: 5 } } });
  const task = pull.start();
  await clock.advance({ seconds: 5 });
  await task.settled();
});

story('a retrying task keeps its slot', async ({ tracker, clock }) => {
  const pull = tracker.track('pull', flaky(1), { concurrency: 1, retries: { times: 1, delay: 100 } });
  const tasks = [pull.start(), pull.start()];
  await clock.advance(100);
  await Promise.all(tasks.map((task) => task.settled()));
});

story('a final error is not retried', async ({ tracker }) => {
  const pay = tracker.track(
    'pay',
    async () => {
      throw new FinalError('the card is stolen', { code: 'stolen' });
    },
    { retries: 5 },
  );
  await pay().catch(ignore);
});

story('errors as values and errors that are captured', async ({ tracker }) => {
  const fail = async () => {
    throw new Error('disk full');
  };
  await tracker.track('captured', fail, { onError: 'capture' })();
  await tracker.track('valued', fail, { onError: 'value' })();
});

story('children in a tree', async ({ tracker }) => {
  const load = tracker.track('load', async (file: string) => file.length);
  const nightly = tracker.track('nightly', async () => {
    await load('a.csv');
    await load('bb.csv');
    await tracker.run('report', async (task) => task.reportProgress(1, 2, 'half way'));
  });
  await nightly();
});
