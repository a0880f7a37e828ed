import { expect, test } from 'vitest';
import { FactTape } from '../support/fact-tape.ts';
import { taskIn, taskSource } from '../support/task-source.ts';

const progressOf = (tape: FactTape, id: string) => taskIn(taskSource(tape.facts), id).progress;
const report = (tape: FactTape, id: string, done: number, total?: number, unit?: string) =>
  tape.write(id, { type: 'progressed', done, ...(total !== undefined && { total }), ...(unit && { unit }) });

/** A past run of the work `load` that took this long. */
function past(tape: FactTape, id: string, ms: number): FactTape {
  return tape.create(id, { name: 'load' }).enter(id, 'running').pass(ms).enter(id, 'succeeded');
}

test('a task that told nothing and has no children has none', () => {
  expect(progressOf(new FactTape().create('a').enter('a', 'running'), 'a')).toBeUndefined();
});

test('the newest report counts, its fraction between 0 and 1', () => {
  const tape = new FactTape().create('a');
  report(tape, 'a', 1, 4);
  tape.write('a', { type: 'progressed', done: 3, total: 4, unit: 'rows', note: 'cleaning' });
  expect(progressOf(tape, 'a')).toStrictEqual({ done: 3, total: 4, unit: 'rows', fraction: 0.75, note: 'cleaning' });
  report(tape, 'a', 9, 4);
  expect(progressOf(tape, 'a')?.fraction).toBe(1);
  report(tape, 'a', 9);
  expect(progressOf(tape, 'a')).toStrictEqual({ done: 9 });
  report(tape, 'a', 0, 0);
  expect(progressOf(tape, 'a')).toStrictEqual({ done: 0, total: 0 });
});

test('a parent weighs its children by size where all tell it in one unit', () => {
  const tape = new FactTape().create('p').create('x', { parent: 'p' }).create('y', { parent: 'p' });
  report(tape, 'x', 10, 10, 'rows');
  report(tape, 'y', 30, 90, 'rows');
  expect(progressOf(tape, 'p')).toStrictEqual({ done: 40, total: 100, unit: 'rows', fraction: 0.4 });
});

test('else each child counts alike, a done one whole and a silent one nothing', () => {
  const tape = new FactTape().create('p').create('x', { parent: 'p' }).create('y', { parent: 'p' });
  tape.create('z', { parent: 'p' }).enter('z', 'failed');
  report(tape, 'x', 1, 2, 'rows');
  expect(progressOf(tape, 'p')).toStrictEqual({ done: 1, total: 3, unit: 'tasks', fraction: 0.5 });
});

test('children whose sizes are of different units count alike', () => {
  const tape = new FactTape().create('p').create('x', { parent: 'p' }).create('y', { parent: 'p' });
  report(tape, 'x', 10, 10, 'rows');
  report(tape, 'y', 30, 90, 'files');
  expect(progressOf(tape, 'p')).toMatchObject({ done: 0, total: 2, unit: 'tasks' });
  expect(progressOf(tape, 'p')?.fraction).toBeCloseTo(2 / 3);
});

test('it goes up the whole tree, and an own report wins', () => {
  const tape = new FactTape().create('root').create('p', { parent: 'root' }).create('x', { parent: 'p' });
  report(tape, 'x', 1, 2);
  expect(progressOf(tape, 'root')?.fraction).toBe(0.5);
  report(tape, 'p', 9, 10);
  expect(progressOf(tape, 'root')?.fraction).toBe(0.9);
});

test('children of an earlier attempt are not counted beside those of the newest', () => {
  const tape = new FactTape().create('p').create('x', { parent: 'p', path: 'p/x' }).enter('x', 'failed');
  tape.create('x2', { name: 'x', parent: 'p', path: 'p/x' });
  expect(progressOf(tape, 'p')).toMatchObject({ done: 0, total: 1, fraction: 0 });
});

test('the time that is left comes from the past of the work', () => {
  const tape = past(past(new FactTape(), 'a', 100), 'b', 300);
  tape.create('c', { name: 'load' }).enter('c', 'running').pass(50);
  report(tape, 'c', 1, 4);
  expect(progressOf(tape, 'c')?.etaMs).toBe(150);
  report(tape, 'c', 1);
  expect(progressOf(tape, 'c')?.etaMs).toBe(150);
  tape.pass(1_000);
  report(tape, 'c', 2);
  expect(progressOf(tape, 'c')?.etaMs).toBe(0);
});

test('without a past it comes from how far the attempt came', () => {
  const tape = new FactTape().create('a').enter('a', 'running').pass(500).enter('a', 'retrying').pass(10);
  tape.enter('a', 'running').pass(30);
  report(tape, 'a', 3, 4);
  expect(progressOf(tape, 'a')?.etaMs).toBe(10);
  report(tape, 'a', 0, 4);
  expect(progressOf(tape, 'a')).not.toHaveProperty('etaMs');
});

test('a task that does not run has no time that is left', () => {
  const tape = past(new FactTape(), 'a', 100).create('b', { name: 'load' }).enter('b', 'running');
  report(tape, 'b', 1, 4);
  expect(progressOf(tape, 'b')?.etaMs).toBe(75);
  expect(progressOf(tape.enter('b', 'paused'), 'b')).not.toHaveProperty('etaMs');
});
