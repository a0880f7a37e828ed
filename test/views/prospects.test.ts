import { expect, test } from 'vitest';
import { canMove, isCancellable, isResumable, isRetryable } from '../../src/views/prospects.ts';
import { arraySource } from '../support/array-source.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const at = (stage: string, extra: object = {}) =>
  taskSource(
    new FactTape()
      .create('a', { ...extra })
      .enter('a', 'running')
      .enter('a', stage).facts,
  );

test.each([
  ['failed', true],
  ['timed_out', true],
  ['stopped', true],
  ['interrupted', true],
  ['succeeded', false],
  ['cancelled', false],
  ['running', false],
])('whether a task that is %s can be resumed: %s', (stage, may) => {
  expect(isResumable(at(stage), 0)).toBe(may);
  expect(isResumable(at(stage, { parent: 'p' }), 0)).toBe(false);
});

test('one that another went on from cannot be resumed again, until that one is let go', () => {
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'failed');
  const source = taskSource(
    tape.create('b', { resumedFrom: 'a' }).enter('b', 'skipped').create('c').enter('c', 'skipped').facts,
  );
  expect(isResumable(source, 0)).toBe(false);
  source.letGo('c');
  expect(isResumable(source, 0)).toBe(false);
  source.letGo('b');
  expect(isResumable(source, 0)).toBe(true);
});

test('a task that nobody asked for yet can be cancelled, and not resumed', () => {
  const source = taskSource(new FactTape().create('a').facts);
  expect([isResumable(source, 0), isCancellable(source, 0)]).toEqual([false, true]);
});

test('what is done is not cancelled', () => {
  expect(['running', 'paused', 'failed', 'succeeded'].map((stage) => isCancellable(at(stage), 0))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('nothing becomes of a task whose lifecycle is not known', () => {
  const source = arraySource(new FactTape().create('a', { lifecycle: 'own', initial: 'running' }).facts);
  expect([canMove(source, 0, 'failed'), isCancellable(source, 0), isRetryable(source, 0)]).toEqual([
    false,
    false,
    false,
  ]);
});
