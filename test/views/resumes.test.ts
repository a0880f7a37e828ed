import { expect, test } from 'vitest';
import { resumedTo } from '../../src/views/resumes.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

test('the task that went on from another is known by it, the newest one, while it is kept', () => {
  const tape = new FactTape().create('a').create('b', { resumedFrom: 'a' }).create('c').enter('c', 'skipped');
  const source = taskSource(tape.create('d', { resumedFrom: 'b' }).enter('d', 'skipped').facts);
  const all = () => ['a', 'b', 'c', 'd'].map((id) => resumedTo(source, id));
  expect(all()).toEqual(['b', 'd', undefined, undefined]);
  source.letGo('c');
  expect(all()).toEqual(['b', 'd', undefined, undefined]);
  source.letGo('d');
  expect(all()).toEqual(['b', undefined, undefined, undefined]);
});
