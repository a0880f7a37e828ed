/** A workflow with retries and a time limit, tested without waiting: the clock stands still until it is told to go on. */
import { strict as assert } from 'node:assert';
import { testTracker } from 'worktrail/testing';

let calls = 0;
async function pullRows(source: string): Promise<readonly string[]> {
  calls += 1;
  if (source === 'silent') return await new Promise(() => undefined); // never answers
  if (calls < 3) throw new Error('connection reset');
  return ['row'];
}

const { tracker, clock, finish } = testTracker();
const pull = tracker.track('pull', pullRows, {
  retries: { times: 2, delay: (attempt) => ({ seconds: attempt }) },
  timeout: { minutes: 1 },
});

const task = pull.start('busy');
await clock.advance({ seconds: 1 });
assert.equal(task.status().stage, 'retrying');
await clock.advance({ seconds: 2 });
assert.deepEqual(
  task.history.map(({ stage }) => stage),
  ['pending', 'running', 'retrying', 'running', 'retrying', 'running', 'succeeded'],
);
assert.deepEqual(await task.result(), ['row']);
console.log(`busy: ${task.history.map(({ stage }) => stage).join(' ')}`);

const silent = pull.start('silent');
await clock.advance({ seconds: 59 });
assert.ok(silent.isRunning);
await clock.advance({ seconds: 1 });
assert.equal(silent.status().reason, 'run_timeout');
console.log(`silent: ${silent.status().stage}, ${silent.status().reason}`);

const [first] = tracker.timings({ id: task.id });
console.log(`the first pause took ${first?.retryDelay} ms of a clock that nobody waited for`);
await finish(); // fails when a task is still open
