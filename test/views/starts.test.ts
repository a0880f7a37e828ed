import { expect, test } from 'vitest';
import { startOf } from '../../src/views/starts.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const start = 1_000_000;
const startIn = (tape: FactTape) => startOf(taskSource(tape.facts), 0);

test('a task that never ran has no start', () => {
  const tape = new FactTape().create('a').enter('a', 'pending');
  tape.write('a', { type: 'heartbeat' });
  expect(startIn(tape)).toBeUndefined();
});

test('it is when the newest attempt began, and not when that came back from a pause', () => {
  const tape = new FactTape().create('a').pass(5).enter('a', 'running').pass(5).enter('a', 'paused').pass(5);
  const first = { firstAt: start + 5, at: start + 5, mono: 5, attempt: 1 };
  expect(startIn(tape.enter('a', 'running'))).toEqual(first);
  tape.enter('a', 'retrying').pass(5).enter('a', 'running').pass(5);
  expect(startIn(tape)).toEqual({ firstAt: start + 5, at: start + 20, mono: 20, attempt: 2 });
});
