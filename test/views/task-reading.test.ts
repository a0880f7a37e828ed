import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { StatusRecord } from '../../src/model/status.ts';
import type { Position } from '../../src/ports/source.ts';
import { TaskReading } from '../../src/views/task-reading.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskIn, taskSource } from '../support/task-source.ts';

const running = () => new FactTape().create('a').enter('a', 'pending').enter('a', 'running');

test('it is live: it shows what its source shows now', () => {
  const tape = running();
  const task = taskIn(taskSource(tape.facts), 'a');
  expect([task.status().stage, task.isRunning, task.attempt]).toEqual(['running', true, 1]);
  tape.enter('a', 'failed', { reason: 'exit_code' });
  expect([task.status().stage, task.isRunning, task.hasFailed]).toEqual(['failed', false, true]);
  expect(task.history.map(({ stage }) => stage)).toEqual(['pending', 'running', 'failed']);
});

test('of a moment of the past it does not change', () => {
  const tape = running();
  const task = taskIn(taskSource(tape.facts).upTo(2), 'a');
  tape.enter('a', 'failed');
  expect([task.status().stage, task.history.length]).toEqual(['pending', 1]);
});

test('a status is made once for each record, and anew where it holds what a caller may change', () => {
  const tape = running();
  const task = taskIn(taskSource(tape.facts), 'a');
  expect(task.status()).toBe(task.status());
  tape.enter('a', 'succeeded', { result: [1] });
  const mine = (task.status() as StatusRecord).result as number[];
  mine.push(2);
  expect(task.status()).toMatchObject({ result: [1] });
});

test('looking at an older record leaves the newest one at hand', () => {
  const task = taskIn(taskSource(running().facts), 'a');
  const newest = task.status();
  expect(task.recordAt(2)).not.toBe(newest);
  expect(task.status()).toBe(newest);
});

test('before its first record it is as it was created, made once too', () => {
  const task = taskIn(taskSource(new FactTape().create('a').facts), 'a');
  expect(task.status()).toMatchObject({ stage: 'not_started', seq: 1, attempt: 0 });
  expect(task.status()).toBe(task.status());
});

test('a usual success is made once, until it is taken back', () => {
  const tape = running().enter('a', 'succeeded', { result: 'text' });
  const task = taskIn(taskSource(tape.facts), 'a');
  const before = task.status();
  expect(task.status()).toBe(before);
  tape.write('a', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  expect(task.status()).not.toBe(before);
});

test('without tags it has none, in a list that cannot be changed', () => {
  const { tags } = taskIn(taskSource(running().facts), 'a');
  expect([tags, Object.isFrozen(tags)]).toEqual([[], true]);
});

test('a success that is taken back is seen at once', () => {
  const tape = running().enter('a', 'succeeded', { result: 1 });
  const task = taskIn(taskSource(tape.facts), 'a');
  expect(task.status()).toMatchObject({ valid: true });
  tape.write('a', { type: 'annotated', kind: 'invalidated', attempt: 1, message: 'wrong file' });
  expect(task.status()).toMatchObject({ valid: false });
  expect(task.annotations).toEqual([
    { kind: 'invalidated', seq: 5, timestamp: 1_000_000, attempt: 1, message: 'wrong file' },
  ]);
});

test.each([
  ['not_started', []],
  ['pending', ['isPending']],
  ['running', ['hasStarted', 'isRunning']],
  ['paused', ['hasStarted']],
  ['retrying', ['hasStarted', 'isPending']],
  ['interrupted', ['hasStarted']],
  ['succeeded', ['hasStarted', 'isSettled', 'hasSucceeded']],
  ['failed', ['hasStarted', 'isSettled', 'hasFailed', 'isUnsuccessful']],
  ['timed_out', ['hasStarted', 'isSettled', 'hasTimedOut', 'isUnsuccessful']],
  ['stopped', ['hasStarted', 'isSettled', 'hasStopped', 'isUnsuccessful']],
  ['cancelled', ['hasStarted', 'isSettled', 'isUnsuccessful']],
  ['skipped', ['hasStarted', 'isSettled']],
] as const)('flags of %s', (stage, flags) => {
  const tape = new FactTape().create('a');
  if (stage !== 'not_started' && stage !== 'pending') tape.enter('a', 'running');
  if (stage !== 'not_started' && stage !== 'running') tape.enter('a', stage);
  const task = taskIn(taskSource(tape.facts), 'a');
  const all = ['hasStarted', 'isPending', 'isRunning', 'isSettled', 'hasSucceeded', 'hasFailed', 'hasStopped'] as const;
  const shown = [...all, 'hasTimedOut' as const, 'isUnsuccessful' as const].filter((flag) => task[flag]);
  expect(shown.toSorted()).toEqual(flags.toSorted());
});

test('who belongs to whom', () => {
  const tape = new FactTape().create('a').create('b', { parent: 'a', path: 'a/b' }).create('x');
  tape.create('c', { parent: 'a', path: 'a/c', resumedFrom: 'x', key: 'k', tags: ['t'] });
  const source = taskSource(tape.facts);
  expect(taskIn(source, 'a').children.map(({ path }) => path)).toEqual(['a/b', 'a/c']);
  expect(taskIn(source, 'a').parent).toBeUndefined();
  const child = taskIn(source, 'c');
  expect([child.parent?.id, child.resumedFrom, child.key, child.tags]).toEqual(['a', 'x', 'k', ['t']]);
  expect(taskIn(source, 'x').resumedTo).toBe('c');
  expect(taskIn(source.upTo(3), 'x').resumedTo).toBeUndefined();
});

test('a subclass says what parents and children are', () => {
  class Live extends TaskReading {
    protected override at(position: Position): Live {
      return new Live(this.source, position);
    }
  }
  const source = taskSource(new FactTape().create('a').create('b', { parent: 'a' }).facts);
  expect(new Live(source, 0).children[0]).toBeInstanceOf(Live);
  expect(new Live(source, 1).parent).toBeInstanceOf(Live);
});

test('what can still become of it', () => {
  const tape = running().create('child', { parent: 'a' }).enter('child', 'running');
  const source = taskSource(tape.facts);
  const [task, child] = [taskIn(source, 'a'), taskIn(source, 'child')];
  const prospects = (of: TaskReading) => [of.isResumable, of.isRetryable, of.isCancellable];
  expect([task.can('succeeded'), task.can('pending'), task.can('running')]).toEqual([true, false, false]);
  expect(prospects(task)).toEqual([false, true, true]);
  tape.enter('a', 'interrupted', { lastSeenAt: 1 }).enter('child', 'interrupted', { lastSeenAt: 1 });
  expect(prospects(task)).toEqual([true, false, true]);
  expect(child.isResumable).toBe(false);
  tape.enter('a', 'failed');
  expect(prospects(task)).toEqual([true, false, false]);
  tape.create('again', { resumedFrom: 'a' });
  expect(task.isResumable).toBe(false);
});

test('metadata starts with what it was created with and takes every patch', () => {
  const tape = new FactTape().create('a', { metadata: { owner: 'x', tier: 1 } });
  const task = taskIn(taskSource(tape.facts), 'a');
  const before = task.metadata;
  tape.write('a', { type: 'metadata_changed', patch: JSON.parse('{"tier":2,"__proto__":{"bad":true}}') });
  expect(before).toEqual({ owner: 'x', tier: 1 });
  expect(task.metadata).toMatchObject({ owner: 'x', tier: 2 });
  expect(Object.keys(task.metadata)).toEqual(['owner', 'tier', '__proto__']);
  expect((task.metadata as { bad?: true }).bad).toBeUndefined();
  expect(Object.isFrozen(task.metadata)).toBe(true);
});

test('the description joins its own options with the process that created it', () => {
  const tape = new FactTape().create('a', { owner: { host: 'h1', pid: 1, versions: { node: '20' } }, pollInterval: 5 });
  tape.create('b', { parameters: { n: 1 }, communicators: ['pipe'] });
  tape.write(undefined, { type: 'recovered', owner: { host: 'h2', pid: 2 }, lastSeenAt: 0 });
  tape.create('c');
  const source = taskSource(tape.facts);
  const described = ['a', 'b', 'c'].map((id) => taskIn(source, id).description);
  expect(described).toStrictEqual([
    { pollInterval: 5, host: 'h1', pid: 1, versions: { node: '20' } },
    { parameters: { n: 1 }, communicators: ['pipe'], host: 'h1', pid: 1, versions: { node: '20' } },
    { host: 'h2', pid: 2 },
  ]);
});

test('what a body threw although it succeeded is an attribute', () => {
  const caughtError = { name: 'Error', message: 'handed out' };
  const tape = running().enter('a', 'succeeded', { caughtError });
  expect(taskIn(taskSource(tape.facts), 'a').attributes).toEqual({ caughtError });
  expect(taskIn(taskSource(running().facts), 'a').attributes).toEqual({});
});

test('it prints and serialises as its short form, not as all facts', () => {
  const task = taskIn(taskSource(running().enter('a', 'failed', { reason: 'exit_code' }).facts), 'a');
  const short = { id: 'a', name: 'a', path: 'a', stage: 'failed', reason: 'exit_code', attempt: 1 };
  expect(JSON.parse(JSON.stringify(task))).toEqual(short);
  expect(inspect(task)).toBe(inspect(short));
  expect(Object.keys(task)).toEqual([]);
});

test('the record of each of its moves, by its number', () => {
  const tape = running().enter('a', 'succeeded', { result: [1] });
  const task = taskIn(taskSource(tape.facts), 'a');
  expect([0, 2, 3, 4].map((record) => task.recordAt(record).stage)).toEqual([
    'not_started',
    'pending',
    'running',
    'succeeded',
  ]);
  expect(task.recordAt(3)).toStrictEqual(task.history[1]);
  expect(task.recordAt(0).seq).toBe(1);
  expect(task.status().stage).toBe('succeeded');
});
