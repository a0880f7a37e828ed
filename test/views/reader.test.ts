import { expect, test } from 'vitest';
import type { Filter } from '../../src/ports/filter.ts';
import type { TreeNode } from '../../src/ports/task-view.ts';
import { FactReader, readerOf as readerOver } from '../../src/views/reader.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const readerOf = (tape: FactTape) => readerOver(taskSource(tape.facts));

/** `nightly` with two children, of which one failed and one succeeded, and a root that waits. */
function nightly(): FactTape {
  const tape = new FactTape().create('n', { name: 'nightly', parameters: { day: 1 }, metadata: { owner: 'x' } });
  tape.enter('n', 'pending').pass(10).enter('n', 'running').pass(10);
  tape.create('l', { name: 'load', path: 'nightly/load', parent: 'n' }).enter('l', 'running').pass(10);
  tape.enter('l', 'failed', { reason: 'exit_code' }).create('t', { name: 'train', path: 'nightly/train', parent: 'n' });
  return tape
    .enter('t', 'running')
    .pass(10)
    .enter('t', 'succeeded', { result: { loss: 1 } })
    .create('w', { name: 'wait' });
}

test('a task is got by id, and found by path the newest first', () => {
  const reader = readerOf(new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' }));
  expect([reader.get('a')?.id, reader.find('load')?.id]).toEqual(['a', 'b']);
  expect([reader.get('zz'), reader.find('zz')]).toEqual([undefined, undefined]);
});

test('counts leave out stages without a task', () => {
  const reader = readerOf(nightly());
  expect(reader.counts()).toEqual({ running: 1, failed: 1, succeeded: 1, not_started: 1 });
  expect(reader.counts({ parent: { id: 'n' } })).toEqual({ failed: 1, succeeded: 1 });
  expect(readerOf(new FactTape()).counts()).toEqual({});
});

test('the tree holds every task under its parent', () => {
  const shape = (nodes: readonly TreeNode[]): unknown[] =>
    nodes.map(({ task, children }) => (children.length > 0 ? [task.id, shape(children)] : task.id));
  expect(shape(readerOf(nightly()).tree())).toEqual([['n', ['l', 't']], 'w']);
});

test('results are those of the newest success of each path, decoded for each caller', () => {
  const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' }).create('c', { name: 'fit' });
  tape.enter('b', 'running').enter('b', 'succeeded', { result: 'b' }).enter('c', 'running').enter('c', 'succeeded');
  tape.enter('a', 'running').enter('a', 'succeeded', { result: ['a'] });
  const reader = readerOf(tape);
  expect([...reader.results()]).toEqual([
    ['load', ['a']],
    ['fit', undefined],
  ]);
  expect([...reader.results({ id: 'b' })]).toEqual([['load', 'b']]);
  expect(reader.results().get('load')).not.toBe(reader.results().get('load'));
});

test('the summary tells what began when, what goes on and what was recorded', () => {
  const tape = nightly();
  tape.write(undefined, { type: 'metadata_changed', work: 'train', patch: { team: 'y' } });
  tape.write(undefined, { type: 'metadata_changed', work: 'load', patch: {} });
  const lastSnapshot = tape.snapshot('n', 'before');
  tape.observe('n', 'rows', [1, 2]);
  expect(readerOf(tape).summary()).toStrictEqual({
    sequence: ['nightly', 'load', 'train'],
    activeWorks: ['nightly', 'wait'],
    worksWithMetadata: ['train'],
    counts: { running: 1, failed: 1, succeeded: 1, not_started: 1 },
    totalSnapshots: 1,
    totalChanges: 2,
    lastSnapshot,
    lastChange: readerOf(tape).changes().at(-1)?.id,
  });
  expect(readerOf(new FactTape()).summary()).not.toHaveProperty('lastChange');
});

test('metadata is that of the newest task of a work, or of its newest child of a name', () => {
  const reader = readerOf(nightly());
  expect(reader.metadata('nightly')).toMatchObject({
    status: { stage: 'running' },
    userMetadata: { owner: 'x' },
    stats: { startedAt: 1_000_010, firstStartedAt: 1_000_010 },
    options: { day: 1 },
    tasks: ['load', 'train'],
  });
  expect(reader.metadata('nightly', 'load')).toStrictEqual({
    status: reader.get('l')?.status(),
    userMetadata: {},
    stats: { startedAt: 1_000_020, endedAt: 1_000_030, firstStartedAt: 1_000_020 },
  });
  expect(reader.metadata('wait')?.stats).toStrictEqual({});
  expect([reader.metadata('zz'), reader.metadata('nightly', 'zz')]).toEqual([undefined, undefined]);
});

test('metadata tells the start of the newest attempt, and of the first', () => {
  const tape = new FactTape().create('a').enter('a', 'running').pass(5).enter('a', 'paused').pass(5);
  tape.enter('a', 'running').pass(5).enter('a', 'retrying').pass(5).enter('a', 'running');
  expect(readerOf(tape).metadata('a')?.stats).toStrictEqual({ startedAt: 1_000_020, firstStartedAt: 1_000_000 });
});

test('refusals are listed, oldest first', () => {
  const tape = new FactTape().create('a').create('b');
  for (const id of ['b', 'a']) {
    tape.write(id, { type: 'rejected', from: 'not_started', to: 'failed', legal: ['pending'], code: 'illegal' });
  }
  const reader = readerOf(tape);
  const refusal = { timestamp: 1_000_000, from: 'not_started', to: 'failed', legal: ['pending'], code: 'illegal' };
  expect(reader.rejections()).toStrictEqual([
    { seq: 3, taskId: 'b', ...refusal },
    { seq: 4, taskId: 'a', ...refusal },
  ]);
  expect(reader.rejections({ name: 'a' }).map(({ seq }) => seq)).toEqual([4]);
});

test('what was recorded beside the stage is picked by the tasks that it belongs to', () => {
  const tape = new FactTape().create('a').create('b').observe('a', 'x', 1).observe('b', 'x', 2).observe('b', 'y', 1);
  tape.snapshot('a', 'transition', 'mine');
  tape.snapshot('b', 'transition', 'mine');
  const reader = readerOf(tape);
  expect(reader.changes({ name: 'b' }).map(({ target }) => target)).toEqual(['x', 'y']);
  expect(reader.changes({ name: 'b', target: 'x', type: 'UPDATE' })).toHaveLength(1);
  expect(reader.snapshots({ label: 'mine', id: 'a' }).map(({ taskId }) => taskId)).toEqual(['a']);
  expect(reader.snapshots({ label: 'mine' })).toHaveLength(2);
  expect(reader.evolution('x')).toEqual([1, 2]);
});

test('timings are picked by the tasks that they belong to, in the unit asked for', () => {
  const reader = readerOf(nightly());
  expect(reader.timings({ parent: { id: 'n' }, unit: 'seconds' }).map(({ work, ran }) => [work, ran])).toEqual([
    ['load', 0.01],
    ['train', 0.01],
  ]);
  const byParent = reader.timingSummary({ outcome: 'success', by: 'parent' });
  expect(byParent).toMatchObject([{ name: 'nightly', count: 1, total: 10 }]);
});

test('facts can be read on from a number', () => {
  const reader = readerOf(new FactTape().create('a').create('b'));
  expect(Array.from(reader.facts({ since: 1 }), ({ taskId }) => taskId)).toEqual(['b']);
  expect([...reader.facts()]).toHaveLength(2);
});

test('whoever makes a reader says what is handed out as a task', () => {
  const source = taskSource(nightly().facts);
  const one = readerOver(source).get('l');
  const reader = new FactReader(source, () => one!);
  expect([reader.get('n'), reader.list()[0], reader.tree()[0]?.task]).toEqual([one, one, one]);
});

test('of some tasks, the result of a path is that of the success that came last, whoever was created last', () => {
  const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' }).create('c', { name: 'load' });
  for (const id of ['b', 'c', 'a'])
    tape.enter(id, 'running').enter(id, id === 'c' ? 'failed' : 'succeeded', { result: id });
  expect([...readerOf(tape).results({ name: 'load' })]).toEqual([['load', 'a']]);
  expect([...readerOf(tape).results({ name: 'load', stage: 'failed' })]).toEqual([]);
});

test('tasks of one work that were let go count where nothing but the work is asked for', () => {
  const tape = new FactTape().create('a', { name: 'load', tags: ['x'] }).create('b', { name: 'load', tags: ['x'] });
  tape.create('c', { name: 'save', tags: ['x'] });
  for (const id of ['a', 'b', 'c']) tape.enter(id, 'running').pass(1).enter(id, 'succeeded');
  const source = taskSource(tape.facts);
  readerOver(source).timingSummary();
  source.letGo('a');
  const reader = readerOver(source);
  const timed = (filter: Filter) => reader.timingSummary(filter).reduce((sum, { count }) => sum + count, 0);
  expect([reader.counts(), reader.counts({ name: 'load' })]).toEqual([{ succeeded: 3 }, { succeeded: 2 }]);
  expect([
    reader.counts({ tag: 'x' }),
    reader.counts({ name: 'load', tag: 'x' }),
    reader.counts({ name: /load/ }),
  ]).toEqual([{ succeeded: 2 }, { succeeded: 1 }, { succeeded: 1 }]);
  expect([timed({}), timed({ name: 'load' })]).toEqual([3, 2]);
  expect([timed({ tag: 'x' }), timed({ name: 'load', tag: 'x' }), timed({ name: /load/ })]).toEqual([2, 1, 1]);
});
