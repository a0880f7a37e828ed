import { expect, test } from 'vitest';
import { endOfKey } from '../../src/views/ends-by-key.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** Tasks of the work `load` with the keys `x` and `y`, and of another work. */
function tape(): FactTape {
  const made = new FactTape().create('a', { name: 'load', key: 'x' }).create('b', { name: 'load', key: 'x' });
  made.create('c', { name: 'load', key: 'y' }).create('d', { name: 'load' }).create('e', { name: 'save', key: 'x' });
  return made;
}
const all = ['b', 'a', 'c', 'd', 'e'];
function ended(): FactTape {
  return all.reduce((made, id) => made.enter(id, 'running').enter(id, 'succeeded'), tape());
}

test('of the tasks of a work with a key, the one that ended last is told', () => {
  const source = taskSource(ended().facts);
  expect([endOfKey(source, 'load', 'x'), endOfKey(source, 'load', 'y'), endOfKey(source, 'save', 'x')]).toEqual([
    0, 2, 4,
  ]);
  expect([endOfKey(source, 'load', 'z'), endOfKey(source, 'none', 'x')]).toEqual([undefined, undefined]);
});

test('a task without a key has no end of any key', () => {
  expect(endOfKey(taskSource(ended().facts), 'load', 'undefined')).toBeUndefined();
  const source = taskSource(ended().facts);
  source.letGo('d');
  expect(endOfKey(source, 'load', 'y')).toBe(2);
});

test('a task that goes on has not ended, and a key alone is no end', () => {
  const made = tape().enter('a', 'running').enter('b', 'failed').enter('a', 'paused');
  expect(endOfKey(taskSource(made.facts), 'load', 'x')).toBe(1);
  expect(endOfKey(taskSource(tape().facts), 'load', 'x')).toBeUndefined();
});

test('what is recorded behind an end is no other end', () => {
  const made = ended().enter('b', 'succeeded');
  expect(endOfKey(taskSource(made.facts), 'load', 'x')).toBe(0);
});

test('a task that was let go is not told; the one that ended before it is', () => {
  const made = ended();
  const source = taskSource(made.facts);
  expect(endOfKey(source, 'load', 'x')).toBe(0);
  source.letGo('d');
  expect(endOfKey(source, 'load', 'x')).toBe(0);
  source.letGo('a');
  expect([endOfKey(source, 'load', 'x'), endOfKey(source, 'load', 'y')]).toEqual([1, 2]);
  source.letGo('b');
  expect([endOfKey(source, 'load', 'x'), endOfKey(source, 'save', 'x')]).toEqual([undefined, 4]);
  made.create('f', { name: 'load', key: 'x' }).enter('f', 'running').enter('f', 'succeeded');
  expect(endOfKey(source, 'load', 'x')).toBe(5);
});
