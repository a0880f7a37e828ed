import { expect, test } from 'vitest';
import { Creation } from '../../src/model/creation.ts';
import { newestAt, pathOf, tasksAt } from '../../src/views/paths.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

test('tasks stand at their path, which is their name where they have none', () => {
  const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'part', path: 'load/part' });
  const source = taskSource(tape.create('c', { name: 'load', path: 'load' }).facts);
  expect([tasksAt(source, 'load'), tasksAt(source, 'load/part'), tasksAt(source, 'part')]).toEqual([[0, 2], [1], []]);
  expect([newestAt(source, 'load'), newestAt(source, 'part')]).toEqual([2, undefined]);
});

test('the usual creation is at its name', () => {
  expect(pathOf(new Creation('load'))).toBe('load');
});

test('those that were let go are not at their path any more, and the others are', () => {
  const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' }).create('c', { name: 'save' });
  const source = taskSource(tape.enter('a', 'skipped').enter('b', 'skipped').facts);
  expect(tasksAt(source, 'load')).toEqual([0, 1]);
  source.letGo('b');
  expect([tasksAt(source, 'load'), newestAt(source, 'load')]).toEqual([[0], 0]);
  source.letGo('a');
  expect([tasksAt(source, 'load'), newestAt(source, 'load'), tasksAt(source, 'save')]).toEqual([[], undefined, [2]]);
  tape.create('d', { name: 'load' });
  expect(newestAt(source, 'load')).toBe(3);
});
