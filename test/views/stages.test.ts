import { expect, test } from 'vitest';
import { idsInStages, idsOfKind } from '../../src/views/stages.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

type Source = ReturnType<typeof taskSource>;
const idsIn = (source: Source, ...stages: readonly string[]) =>
  idsInStages(source, stages).map((ids) => [...ids].sort());

test('a task stands in exactly one group, that of its stage', () => {
  const tape = new FactTape().create('a').create('b').enter('a', 'pending').enter('a', 'running');
  tape.write('a', { type: 'heartbeat' });
  const source = taskSource(tape.facts);
  expect(idsIn(source, 'not_started', 'pending', 'running')).toEqual([['b'], [], ['a']]);
});

test('a stage that nobody was in has no group, and one that is named twice has one', () => {
  const source = taskSource(new FactTape().create('a').facts);
  expect(idsIn(source, 'unheard_of')).toEqual([]);
  expect(idsIn(source, 'not_started', 'not_started')).toEqual([['a']]);
});

test('those that were let go stand in none', () => {
  const source = taskSource(new FactTape().create('a').create('b').enter('a', 'skipped').enter('b', 'skipped').facts);
  expect(idsIn(source, 'skipped')).toEqual([['a', 'b']]);
  source.letGo('a');
  expect(idsIn(source, 'not_started', 'skipped')).toEqual([[], ['b']]);
});

test('an initial stage of a lifecycle may be idle or waiting, and the usual one is idle', () => {
  const source = taskSource(new FactTape().create('a', { initial: 'draft', lifecycle: 'own' }).create('b').facts);
  const idsOf = (kind: Parameters<typeof idsOfKind>[1]) => idsOfKind(source, kind).flatMap((ids) => [...ids]);
  expect(idsOf({ phase: 'idle' })).toEqual(['a', 'b']);
  expect(idsOf({ phase: 'waiting' })).toEqual(['a']);
  expect(idsOf({ phase: 'active' })).toEqual([]);
});

test('a stage that ended in two ways is found by both', () => {
  const done = (outcome: string) => ({ phase: 'done', outcome });
  const tape = new FactTape().create('a').create('b').create('c');
  tape.enter('a', 'over', done('success')).enter('b', 'over', done('failure')).enter('c', 'failed');
  const source = taskSource(tape.facts);
  const idsOf = (kind: Parameters<typeof idsOfKind>[1]) => idsOfKind(source, kind).flatMap((ids) => [...ids]);
  expect(idsOf({ outcome: 'success' })).toEqual(['a', 'b']);
  expect(idsOf({ outcome: 'failure' })).toEqual(['a', 'b', 'c']);
  expect(idsOf({ outcome: 'cancelled' })).toEqual([]);
});
