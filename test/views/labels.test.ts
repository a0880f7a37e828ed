import { expect, test } from 'vitest';
import { tasksWithKey, tasksWithTag } from '../../src/views/labels.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const labelled = () => {
  const tape = new FactTape().create('a', { key: 'k', tags: ['x', 'y', 'x'] }).create('b', { key: 'k' });
  return tape
    .create('c', { tags: ['x'] })
    .create('d')
    .enter('a', 'skipped')
    .enter('c', 'skipped');
};

test('tasks are found by their key and by each of their tags', () => {
  const source = taskSource(labelled().facts);
  expect([tasksWithKey(source, 'k'), tasksWithKey(source, 'x')]).toEqual([[0, 1], []]);
  expect([tasksWithTag(source, 'x'), tasksWithTag(source, 'y'), tasksWithTag(source, 'k')]).toEqual([[0, 2], [0], []]);
});

test('those that were let go are not found any more, and the others are', () => {
  const source = taskSource(labelled().facts);
  expect([tasksWithKey(source, 'k'), tasksWithTag(source, 'x')]).toEqual([
    [0, 1],
    [0, 2],
  ]);
  source.letGo('a');
  expect([tasksWithKey(source, 'k'), tasksWithTag(source, 'x'), tasksWithTag(source, 'y')]).toEqual([[1], [2], []]);
  source.letGo('c');
  expect(tasksWithTag(source, 'x')).toEqual([]);
});
