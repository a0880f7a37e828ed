import { expect, test } from 'vitest';
import { readerOf } from '../../src/views/reader.ts';
import { meanRan } from '../../src/views/timing-summary.ts';
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

test('what is kept and what was let go add up, in the unit that is asked for', () => {
  const made = new FactTape();
  for (const [id, ms] of Object.entries({ a: 1_000, b: 3_000, c: 2_000 }))
    made.create(id, { name: 'load' }).pass(500).enter(id, 'running').pass(ms).enter(id, 'succeeded');
  const source = taskSource(made.create('d', { name: 'load' }).pass(500).enter('d', 'cancelled').facts);
  const summary = () => readerOf(source).timingSummary({ name: 'load', unit: 'seconds' })[0];
  const exact = { name: 'load', count: 3, total: 6, mean: 2, min: 1, max: 3 };
  expect(summary()).toMatchObject(exact);
  expect(summary()).not.toHaveProperty('approximate');
  for (const id of ['b', 'a', 'c', 'd']) {
    source.letGo(id);
    expect(summary()).toMatchObject({ ...exact, approximate: true });
    expect(summary()?.p50).toBeCloseTo(2, 1);
    expect(summary()?.p99).toBeCloseTo(3, 1);
  }
});

test('tasks that never ran have waited, also when they were let go', () => {
  const source = taskSource(
    new FactTape().create('a', { name: 'load' }).enter('a', 'pending').pass(70).enter('a', 'cancelled').facts,
  );
  const before = readerOf(source).timingSummary();
  source.letGo('a');
  expect(readerOf(source).timingSummary()).toEqual(before);
  expect(before).toMatchObject([{ name: 'load', count: 0, waited: 70, min: 0, max: 0 }]);
  expect(readerOf(source.restored()).timingSummary()).toEqual(before);
});

test('how long successes of a work took is known for ever; failures, and successes that never ran, do not count', () => {
  const made = new FactTape();
  for (const [id, end, ms] of [
    ['a', 'succeeded', 100],
    ['b', 'failed', 7],
    ['c', 'succeeded', 300],
  ] as const)
    made.create(id, { name: 'load' }).enter(id, 'running').pass(ms).enter(id, end);
  const source = taskSource(made.create('d', { name: 'save' }).enter('d', 'succeeded').facts);
  for (const ids of [[], ['a', 'b'], ['c', 'd']]) {
    source.letGo(...ids);
    for (const from of [source, source.restored(), source.restored().restored()])
      expect([meanRan(from, 'load'), meanRan(from, 'save')]).toEqual([200, undefined]);
  }
  made.create('e', { name: 'load' }).enter('e', 'running').pass(800).enter('e', 'succeeded');
  for (const from of [source, source.restored()]) expect(meanRan(from, 'load')).toBe(400);
});

test('a step that was open when its task ended counts as long as that took', () => {
  const source = taskSource(tape().facts);
  source.letGo('a');
  const steps = readerOf(source)
    .timingSummary()
    .filter(({ name }) => name.includes('›'));
  expect(steps.map(({ name, total }) => [name, total])).toEqual([
    ['load › read', 30],
    ['load › write', 40],
  ]);
});
