import { expect, test } from 'vitest';
import { historyOf, statusAt } from '../../src/views/status-history.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const error = { name: 'Error', message: 'disk full' };

test('before its first transition a task is where it was created', () => {
  const source = taskSource(new FactTape().create('a').facts);
  expect(statusAt(source, 0)).toStrictEqual({
    stage: 'not_started',
    phase: 'idle',
    timestamp: 1_000_000,
    seq: 1,
    attempt: 0,
  });
  expect(historyOf(source, 0)).toEqual([]);
});

test('a record holds what its fact tells, and what is not known is absent', () => {
  const tape = new FactTape().create('a').pass(5).enter('a', 'pending', { reason: 'queued', cause: 1 });
  expect(statusAt(taskSource(tape.facts), 0)).toStrictEqual({
    stage: 'pending',
    phase: 'waiting',
    timestamp: 1_000_005,
    seq: 2,
    attempt: 0,
    reason: 'queued',
    cause: 1,
  });
});

test('a success has its decoded result, what goes with it, and is valid', () => {
  const how = { result: 2, summary: 'two', payload: { a: 1 }, schemas: ['s'] };
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'succeeded', how);
  const source = taskSource(tape.facts, { decode: (value) => ({ was: value }) });
  expect(statusAt(source, 0)).toMatchObject({
    outcome: 'success',
    result: { was: 2 },
    summary: 'two',
    payload: { was: { a: 1 } },
    schemas: ['s'],
    valid: true,
  });
});

test('a success without a recorded result has the result undefined', () => {
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'succeeded');
  const status = statusAt(taskSource(tape.facts), 0);
  expect('result' in status).toBe(true);
  expect(status.result).toBeUndefined();
});

test('a result is shown on success only, an error on failure and timeout only', () => {
  const odd = { result: 1, error, nextAttemptAt: 7, lastSeenAt: 8 };
  for (const [stage, shown] of Object.entries({
    failed: ['error'],
    timed_out: ['error'],
    stopped: [],
    cancelled: [],
    skipped: [],
    retrying: ['nextAttemptAt', 'lastSeenAt'],
    interrupted: ['nextAttemptAt', 'lastSeenAt'],
  })) {
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', stage, odd);
    const status = statusAt(taskSource(tape.facts), 0);
    const present = Object.keys(odd).filter((field) => field in status);
    expect(new Set(present)).toEqual(new Set<string>(shown));
  }
});

test('a failure always has an error, even one of a foreign system that told none', () => {
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'failed', { reason: 'exit_code' });
  expect(statusAt(taskSource(tape.facts), 0).error).toEqual({ name: 'Error', message: 'exit_code' });
});

test('an invalidated result is no longer valid, and still there', () => {
  const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'succeeded', { result: 1 });
  const source = taskSource(tape.facts);
  tape.write('a', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  expect(statusAt(source, 0)).toMatchObject({ result: 1, valid: false });
  expect(historyOf(source, 0).at(-1)).toMatchObject({ valid: false });
  expect(statusAt(source.upTo(3), 0)).toMatchObject({ valid: true });
});

test('a fact of an own stage tells what it amounts to; a stage that nobody knows is read as it stands', () => {
  const tape = new FactTape().create('a', { initial: 'draft', lifecycle: 'paper' });
  tape.enter('a', 'published', { phase: 'done', outcome: 'success', result: 'x' });
  tape.create('b').enter('b', 'gone');
  const source = taskSource(tape.facts);
  expect(statusAt(source.upTo(1), 0)).toMatchObject({ stage: 'draft', phase: 'idle', attempt: 0 });
  expect(statusAt(source, 0)).toMatchObject({ stage: 'published', phase: 'done', outcome: 'success', result: 'x' });
  expect(statusAt(source, 1)).toMatchObject({ stage: 'gone', phase: 'idle' });
});

test('records are frozen, and later facts do not alter them', () => {
  const tape = new FactTape().create('a').enter('a', 'running');
  const source = taskSource(tape.facts);
  const history = historyOf(source, 0);
  tape.enter('a', 'failed', { error });
  expect(history.map(({ stage }) => stage)).toEqual(['running']);
  expect(Object.isFrozen(history)).toBe(true);
  expect(historyOf(source, 0).every((record) => Object.isFrozen(record))).toBe(true);
  expect(Object.isFrozen(statusAt(source, 0).error)).toBe(true);
});
