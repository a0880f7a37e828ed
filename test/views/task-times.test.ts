import { describe, expect, test } from 'vitest';
import type { Timing } from '../../src/model/timing.ts';
import { timingsOf } from '../../src/views/timings.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

function rowsOf({ facts, wall, mono }: FactTape): readonly Timing[] {
  return timingsOf(taskSource(facts, { now: wall, mono }));
}
const parts = ({ waited, ran, paused, retryDelay, interrupted }: Timing) => ({
  waited,
  ran,
  paused,
  retryDelay,
  interrupted,
});
const none = { waited: 0, ran: 0, paused: 0, retryDelay: 0, interrupted: 0 };

describe('before its first record', () => {
  test.each([
    ['a stage that is said to be waiting', { initial: 'draft', phase: 'waiting' }, 10],
    ['a stage that is said to be idle', { initial: 'draft', phase: 'idle' }, 0],
    ['a stage that waits by its name', { initial: 'pending' }, 10],
    ['a stage of which nobody knows', { initial: 'draft' }, 0],
    ['no stage of its own', {}, 0],
  ])('a task in %s', (_, extra, waited) => {
    const tape = new FactTape().create('a', extra).pass(10).enter('a', 'running').pass(5).enter('a', 'succeeded');
    expect(rowsOf(tape).map(parts)).toEqual([{ ...none, waited, ran: 5 }]);
  });
});

describe('waiting', () => {
  test('stays what it was when a second record of the same stage says more', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(4);
    tape.enter('a', 'pending', { reason: 'dependency' }).pass(6).enter('a', 'running');
    expect(rowsOf(tape).map(parts)).toEqual([{ ...none, waited: 10 }]);
  });

  test('after an attempt is back-off, also when a second record says more', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(1).enter('a', 'retrying').pass(4);
    tape.enter('a', 'retrying', { message: 'later still' }).pass(6).enter('a', 'running').pass(2);
    expect(rowsOf(tape).map(parts)).toEqual([
      { ...none, ran: 1, retryDelay: 10 },
      { ...none, ran: 2 },
    ]);
  });

  test('of a retry in the line, and a pause there, count for the attempt before while no other one has begun', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(5).enter('a', 'retrying').pass(3);
    tape.enter('a', 'pending').pass(2).enter('a', 'paused').pass(7);
    expect(rowsOf(tape).map(parts)).toEqual([{ ...none, ran: 5, retryDelay: 5, paused: 7 }]);
    tape.enter('a', 'running').pass(1);
    expect(rowsOf(tape).map(parts)).toEqual([
      { ...none, ran: 5, retryDelay: 3 },
      { ...none, waited: 2, paused: 7, ran: 1 },
    ]);
  });
});

test('a pause belongs to the attempt that it interrupts, and not to the next one', () => {
  const tape = new FactTape().create('a').enter('a', 'running').pass(5).enter('a', 'paused').pass(7);
  tape.enter('a', 'running').enter('a', 'retrying').enter('a', 'running').pass(1).enter('a', 'succeeded');
  expect(rowsOf(tape).map(parts)).toEqual([
    { ...none, ran: 5, paused: 7 },
    { ...none, ran: 1 },
  ]);
});

test('a second record of a running attempt begins no row', () => {
  const tape = new FactTape().create('a').enter('a', 'running').pass(5);
  tape.enter('a', 'running', { message: 'half' }).pass(5).enter('a', 'succeeded');
  expect(rowsOf(tape).map(parts)).toEqual([{ ...none, ran: 10 }]);
});

describe('how an attempt ended', () => {
  const error = { name: 'Error', message: 'no' };
  const cooling = { phase: 'waiting', attempt: 1 };

  test.each([
    ['retrying', {}, 'failure'],
    ['retrying', { reason: 'attempt_timeout' }, 'timeout'],
    ['cooling', { ...cooling, error }, 'failure'],
    ['cooling', { ...cooling, error, reason: 'attempt_timeout' }, 'timeout'],
    ['cooling', cooling, undefined],
  ])('when it went to %s with %j', (stage, extra, outcome) => {
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', stage, extra);
    expect(rowsOf(tape)[0]?.outcome).toBe(outcome);
  });

  test('is told by the end of its task where it ended without a word', () => {
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'pending').pass(3);
    expect(rowsOf(tape)[0]).not.toHaveProperty('outcome');
    tape.enter('a', 'cancelled');
    expect(rowsOf(tape)[0]).toMatchObject({ outcome: 'cancelled' });
  });

  test('of one before the last is its own', () => {
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'pending');
    tape.enter('a', 'running').enter('a', 'succeeded');
    expect(rowsOf(tape).map(({ outcome }) => outcome)).toEqual([undefined, 'success']);
  });
});

describe('an owner that was lost', () => {
  const lost = (extra: object) => {
    const tape = new FactTape().create('a').pass(3).enter('a', 'running').pass(100);
    const lastSeenAt = tape.wall - 20;
    tape.restart(50);
    return tape.enter('a', 'interrupted', { reason: 'owner_lost', lastSeenAt, ...extra }).enter('a', 'running');
  };

  test('ran until it was last seen, by its own clock', () => {
    expect(rowsOf(lost({ lastSeenMono: 78 }))[0]).toMatchObject({ ran: 75, interrupted: 70, estimated: true });
  });

  test('ran until then by the wall clock, where its own is not told', () => {
    expect(rowsOf(lost({}))[0]).toMatchObject({ ran: 80, interrupted: 70, estimated: true });
  });
});

describe('a step that began before the body did', () => {
  const began = () => {
    const tape = new FactTape().create('a').enter('a', 'pending');
    tape.stepStarted('a', 'look');
    return tape.pass(5);
  };
  const stepOf = (tape: FactTape) => rowsOf(tape).find(({ step }) => step === 'look');

  test('goes on while its task waits', () => {
    const tape = began().enter('a', 'pending', { reason: 'dependency' }).pass(5);
    expect(stepOf(tape)).toMatchObject({ ran: 10 });
    expect(stepOf(tape)).not.toHaveProperty('endedAt');
  });

  test.each([
    ['interrupted', { reason: 'owner_lost' }],
    ['cancelled', {}],
  ])('ends when its task is %s', (stage, extra) => {
    const tape = began().enter('a', stage, extra).pass(5);
    expect(stepOf(tape)).toMatchObject({ ran: 5, endedAt: tape.wall - 5 });
  });
});
