import { expect, test } from 'vitest';
import { resultsOf, resultsOfTasks } from '../../src/views/results.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** Two tasks of the path `load`, of which the one that began first ends last, and one of `save` that fails. */
function tape(): FactTape {
  const made = new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' }).create('c', { name: 'save' });
  made.enter('b', 'running').enter('b', 'succeeded', { result: 'of b' });
  made.enter('a', 'running').enter('a', 'succeeded', { result: { $date: 5 } });
  return made.enter('c', 'running').enter('c', 'failed', { error: { name: 'Error', message: 'no' } });
}
const decode = (value: unknown) => (typeof value === 'object' ? 'decoded' : value);

test('the result of a path is that of its newest success, as the host knew it', () => {
  const source = taskSource(tape().facts, { decode });
  expect([...resultsOf(source)]).toEqual([['load', 'decoded']]);
  expect([...resultsOfTasks(source, [0, 1, 2])]).toEqual([['load', 'decoded']]);
  expect([...resultsOfTasks(source, [1])]).toEqual([['load', 'of b']]);
});

test('one that delivered nothing has a result that is undefined', () => {
  const made = new FactTape().create('a').enter('a', 'running').enter('a', 'succeeded');
  const source = taskSource(made.facts);
  expect([...resultsOf(source)]).toEqual([['a', undefined]]);
  expect([...resultsOfTasks(source, [0])]).toEqual([['a', undefined]]);
});

test('when the newest success is let go the one before it is told, and none when all are', () => {
  const source = taskSource(tape().facts, { decode });
  expect(resultsOf(source).size).toBe(1);
  source.letGo('c');
  expect([...resultsOf(source)]).toEqual([['load', 'decoded']]);
  source.letGo('a');
  expect([...resultsOf(source)]).toEqual([['load', 'of b']]);
  source.letGo('b');
  expect([...resultsOf(source)]).toEqual([]);
});
