import { expect, test } from 'vitest';
import type { DraftOf } from '../../src/model/facts.ts';
import { Move } from '../../src/model/move.ts';
import { ResultMove } from '../../src/model/result-move.ts';
import { isShareable, statusOf } from '../../src/views/status-record.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

type Change = DraftOf<'stage_changed'>;

/** The record of a move, as a source hands it out that keeps plain facts, and one that keeps ready-made moves. */
function bothRecords(to: string, reason?: string) {
  const tape = new FactTape().create('a').pass(5).enter('a', 'running').pass(5);
  tape.enter('a', to, reason === undefined ? {} : { reason });
  const source = taskSource(tape.facts);
  const { from, attempt } = source.draft(3) as Change;
  const ready = Object.assign(taskSource(tape.facts), { draft: () => new Move(from, to, attempt, reason) });
  return [statusOf(source, 0, 3), statusOf(ready, 0, 3)] as const;
}

test.each([
  ['paused', undefined],
  ['pending', 'queued'],
  ['succeeded', undefined],
  ['succeeded', 'late'],
  ['failed', undefined],
  ['failed', 'exit_code'],
  ['stopped', undefined],
  ['skipped', 'upstream_failed'],
])('the record of a usual move is that of its fact: %s, %s', (to, reason) => {
  const [plain, ready] = bothRecords(to, reason);
  expect(ready).toStrictEqual(plain);
  expect([Object.isFrozen(plain), Object.isFrozen(ready)]).toEqual([true, true]);
});

test('the record of a usual move with a result is that of its fact', () => {
  const tape = new FactTape()
    .create('a')
    .enter('a', 'running')
    .pass(5)
    .enter('a', 'succeeded', { result: { n: 1 } });
  const draft = () => new ResultMove(new Move('running', 'succeeded', 1, undefined), { n: 1 });
  const ready = Object.assign(taskSource(tape.facts), { draft });
  expect(statusOf(ready, 0, 3)).toStrictEqual(statusOf(taskSource(tape.facts), 0, 3));
  expect(statusOf(ready, 0, 3).result).not.toBe(statusOf(ready, 0, 3).result);
});

test('a usual success that was taken back is not valid', () => {
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'succeeded');
  tape.write('a', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  const ready = Object.assign(taskSource(tape.facts), { draft: () => new Move('running', 'succeeded', 1, undefined) });
  expect(statusOf(ready, 0, 3)).toMatchObject({ stage: 'succeeded', valid: false });
});

test('a record has what its fact has, and no more', () => {
  const record = (stage: string, extra: Readonly<Record<string, unknown>>) => {
    const tape = new FactTape().create('a').enter('a', stage, extra);
    return statusOf(taskSource(tape.facts), 0, 2);
  };
  const stamp = { timestamp: 1_000_000, seq: 2, attempt: 0 };
  expect(record('stopped', { message: 'so', cause: 1 })).toStrictEqual({
    stage: 'stopped',
    phase: 'done',
    ...stamp,
    outcome: 'stopped',
    message: 'so',
    cause: 1,
  });
  const all = { result: 1, lossy: true, summary: 's', payload: 'p', schemas: ['x'] };
  expect(record('succeeded', all)).toStrictEqual({
    stage: 'succeeded',
    phase: 'done',
    ...stamp,
    outcome: 'success',
    ...all,
    valid: true,
  });
  expect(record('paused', { nextAttemptAt: 7 })).toStrictEqual({
    stage: 'paused',
    phase: 'paused',
    ...stamp,
    nextAttemptAt: 7,
  });
  expect(record('paused', { lastSeenAt: 7 })).toStrictEqual({
    stage: 'paused',
    phase: 'paused',
    ...stamp,
    lastSeenAt: 7,
  });
});

test('a failure of which nothing is told is an error in the words that there are', () => {
  const messageOf = (extra: Readonly<Record<string, unknown>>) => {
    const tape = new FactTape().create('a').enter('a', 'failed', extra);
    return statusOf(taskSource(tape.facts), 0, 2).error;
  };
  expect(messageOf({ message: 'no disk', reason: 'io' })).toEqual({ name: 'Error', message: 'no disk' });
  expect(messageOf({ reason: 'io' })).toEqual({ name: 'Error', message: 'io' });
  expect(messageOf({})).toEqual({ name: 'Error', message: 'failed' });
  const error = { name: 'TypeError', message: 'no' };
  expect(messageOf({ error, message: 'other' })).toEqual(error);
});

test('what a caller may change is not shared', () => {
  const [plain] = bothRecords('succeeded');
  expect([isShareable(plain), isShareable({ ...plain, result: null }), isShareable({ ...plain, result: 1 })]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isShareable({ ...plain, result: [] }), isShareable({ ...plain, payload: {} })]).toEqual([false, false]);
});
