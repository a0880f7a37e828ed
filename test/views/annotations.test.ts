import { expect, test } from 'vitest';
import { annotationsOf, isInvalidated } from '../../src/views/annotations.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const note = (message: string, extra: object = {}) =>
  ({ type: 'annotated', kind: 'note', attempt: 1, message, ...extra }) as const;

test('what became known about a task, oldest first, with the host’s values', () => {
  const tape = new FactTape().create('a').create('b');
  tape.write('a', note('one'));
  tape.write('b', note('other'));
  tape.write('a', note('two', { data: { n: 1 }, lossy: true }));
  const source = taskSource(tape.facts, { decode: (value) => value && { was: value } });
  const known = { kind: 'note', timestamp: 1_000_000, attempt: 1 };
  expect(annotationsOf(source, 0)).toStrictEqual([
    { ...known, seq: 3, message: 'one' },
    { ...known, seq: 5, message: 'two', data: { was: { n: 1 } }, lossy: true },
  ]);
  expect(annotationsOf(taskSource(new FactTape().create('a').facts), 0)).toStrictEqual([]);
});

test('of a task without any there is none, also where others have some', () => {
  const tape = new FactTape().create('a').create('b').enter('a', 'running');
  const source = taskSource(tape.facts);
  expect([annotationsOf(source, 0), isInvalidated(source, 0)]).toEqual([[], false]);
  tape.write('b', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  expect([annotationsOf(source, 0), isInvalidated(source, 0), isInvalidated(source, 1)]).toEqual([[], false, true]);
});

test('what is known of a task goes with it', () => {
  const tape = new FactTape().create('a').create('b');
  tape.write('a', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  tape.write('b', note('stays'));
  const source = taskSource(tape.enter('a', 'skipped').facts);
  expect(isInvalidated(source, 0)).toBe(true);
  source.letGo('a');
  expect(annotationsOf(source, 1).map(({ message }) => message)).toEqual(['stays']);
});
