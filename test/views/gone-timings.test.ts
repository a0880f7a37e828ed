import { expect, test } from 'vitest';
import { readerOf } from '../../src/views/reader.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** A work of two attempts, the second with a step, and one that never ran. */
function tape(): FactTape {
  const made = new FactTape()
    .create('a', { name: 'load', tags: ['x'] })
    .pass(10)
    .enter('a', 'running');
  made.pass(100).enter('a', 'retrying').pass(5).enter('a', 'running');
  const [step, open] = [made.stepStarted('a', 'read'), made.stepStarted('a', 'write')];
  made.pass(30).stepEnded('a', step).pass(10).enter('a', 'succeeded');
  expect(open).toBeGreaterThan(step);
  made.create('b', { name: 'load' }).pass(7).enter('b', 'cancelled');
  return made.create('c', { name: 'save', path: 'all/save' }).enter('c', 'running').pass(3).enter('c', 'failed');
}

test.each(['name', 'tag', 'parent'] as const)('what was let go counts as it did, by %s', (by) => {
  const exact = (source: ReturnType<typeof taskSource>) =>
    readerOf(source)
      .timingSummary({ by })
      .map(({ name, count, total, min, max, waited }) => ({ name, count, total, min, max, waited }));
  const source = taskSource(tape().facts);
  const before = exact(source);
  expect(before.length).toBeGreaterThan(0);
  source.letGo('a');
  expect(exact(source)).toEqual(before);
  source.letGo('c', 'b');
  expect(exact(source)).toEqual(before);
  expect(exact(source.restored())).toEqual(before);
});
