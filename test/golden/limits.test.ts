import type { Task } from '../../src/index.ts';
import { deaf, gate, ignore, listening, story } from './story.ts';

story('a run that takes too long', async ({ tracker, clock }) => {
  const task = tracker.track('slow', deaf, { timeout: { seconds: 30 } }).start();
  await clock.advance({ seconds: 30 });
  await task.settled();
});

story('an attempt that takes too long is tried again', async ({ tracker, clock }) => {
  let calls = 0;
  const body = () => (++calls === 1 ? deaf() : Promise.resolve('second time lucky'));
  const task = tracker.track('slow', body, { attemptTimeout: 1000, retries: { times: 1, delay: 500 } }).start();
  await clock.advance(1500);
  await task.settled();
});

story('a wait that takes too long', async ({ tracker, clock }) => {
  const busy = gate();
  const pull = tracker.track('pull', () => busy.promise, { concurrency: 1, pendingTimeout: 2000 });
  const [first, second] = [pull.start(), pull.start()];
  await clock.advance(2000);
  busy.open();
  await Promise.all([first.settled(), second.settled()]);
});

story('a deadline counts pauses and a timeout does not', async ({ tracker, clock }) => {
  const deadline = new Date(clock.now() + 10_000);
  const patient = tracker.track('patient', deaf, { timeout: 10_000 }).start();
  const pressed = tracker.track('pressed', deaf, { deadline }).start();
  await clock.advance(4000);
  patient.pause();
  pressed.pause();
  await clock.advance(6000);
  patient.resume();
  await clock.advance(6000);
});

story('a heart that stops beating', async ({ tracker, clock }) => {
  const body = async (task: Task) => {
    task.heartbeat();
    await deaf();
  };
  tracker.run('watched', body, { heartbeatTimeout: 1000 }).catch(ignore);
  await clock.advance(900);
  tracker.find('watched')?.heartbeat();
  await clock.advance(1000);
});

story('what is delivered after a limit is kept', async ({ tracker, clock }) => {
  const late = gate<string>();
  const task = tracker.track('slow', () => late.promise, { timeout: 100 }).start();
  await clock.advance(100);
  late.open('too late');
  await task.settled();
});

story('an attempt that was given up delivers late', async ({ tracker, clock }) => {
  const late = gate<string>();
  let calls = 0;
  const body = () => (++calls === 1 ? late.promise : deaf());
  const task = tracker.track('slow', body, { attemptTimeout: 100, retries: 1 }).start();
  await clock.advance(100);
  late.open('from the first attempt');
  await clock.advance(100);
  await task.settled();
});

story('a body that listens ends at its limit', async ({ tracker, clock }) => {
  tracker.run('fetch', (task) => listening(task.signal), { timeout: 100 }).catch(ignore);
  await clock.advance(100);
});

story('a timeout over all attempts', async ({ tracker, clock }) => {
  const body = async () => {
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 1000));
    throw new Error('not yet');
  };
  const task = tracker.track('pull', body, { timeout: 2500, retries: { times: 9, delay: 5000 } }).start();
  await clock.advance({ minutes: 1 });
  await task.settled();
});
