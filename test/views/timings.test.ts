import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timing } from '../../src/model/timing.ts';
import { timingOfStep, timingRows, timingsOf } from '../../src/views/timings.ts';
import { arraySource } from '../support/array-source.ts';
import { FactTape } from '../support/fact-tape.ts';
import { acts, RandomLife } from '../support/random-life.ts';

const start = 1_000_000;

/** The rows as of the clocks of the tape. */
function rowsOf(tape: FactTape): readonly Timing[] {
  return timingsOf(arraySource(tape.facts, { now: tape.wall, mono: tape.mono }));
}

function parts({ waited, ran, paused, retryDelay, interrupted, total }: Timing): number[] {
  return [waited, ran, paused, retryDelay, interrupted, total];
}

describe('one attempt', () => {
  it('has waited, then ran', () => {
    const tape = new FactTape().create('a').pass(5).enter('a', 'pending').pass(10).enter('a', 'running').pass(20);
    tape.enter('a', 'succeeded').pass(99);
    expect(rowsOf(tape)).toEqual([
      {
        id: 'a#1',
        taskId: 'a',
        work: 'a',
        path: 'a',
        attempt: 1,
        startedAt: start + 15,
        endedAt: start + 35,
        waited: 10,
        ran: 20,
        paused: 0,
        retryDelay: 0,
        interrupted: 0,
        total: 30,
        duration: 20,
        outcome: 'success',
      },
    ]);
  });

  it('that is open counts up to now and has no end', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(10).enter('a', 'running').pass(7);
    const [row] = rowsOf(tape);
    expect(row).toMatchObject({ waited: 10, ran: 7, total: 17 });
    expect(row).not.toHaveProperty('endedAt');
    expect(row).not.toHaveProperty('outcome');
  });

  it('goes on after a pause, as the same one', () => {
    const tape = new FactTape()
      .create('a')
      .enter('a', 'running')
      .pass(1)
      .enter('a', 'paused', { reason: 'signal' })
      .pass(10);
    tape.enter('a', 'paused', { reason: 'approval' }).pass(5).enter('a', 'running').pass(2).enter('a', 'stopped');
    expect(rowsOf(tape).map(parts)).toEqual([[0, 3, 15, 0, 0, 18]]);
    expect(rowsOf(tape)[0]).toMatchObject({ startedAt: start, endedAt: start + 18, outcome: 'stopped' });
  });

  it('takes its lengths from the monotonic clock, whatever the wall clock does', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(10);
    tape.wall -= 5_000;
    tape.pass(10).enter('a', 'succeeded');
    expect(rowsOf(tape)[0]).toMatchObject({ ran: 20, total: 20, startedAt: start, endedAt: start - 4_980 });
    expect(rowsOf(tape)[0]).not.toHaveProperty('estimated');
  });

  it('keeps the message of the error that ended it', () => {
    const error = { name: 'Error', message: 'no such file' };
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'failed', { error });
    expect(rowsOf(tape)[0]).toMatchObject({ outcome: 'failure', error: 'no such file' });
  });
});

describe('a task that never ran', () => {
  it('has one row, attempt 0, that waited only', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(30);
    expect(rowsOf(tape)[0]).toMatchObject({ id: 'a#0', attempt: 0, waited: 30, ran: 0, total: 30 });
    expect(rowsOf(tape)[0]).not.toHaveProperty('endedAt');
    const [row] = rowsOf(tape.enter('a', 'cancelled').pass(5));
    expect(row).toMatchObject({ attempt: 0, waited: 30, endedAt: start + 30, outcome: 'cancelled' });
    expect(row).not.toHaveProperty('startedAt');
  });

  it('has it also while nothing was asked for', () => {
    expect(rowsOf(new FactTape().create('a').pass(9)).map(parts)).toEqual([[0, 0, 0, 0, 0, 0]]);
  });
});

describe('retries', () => {
  const failed = { error: { name: 'Error', message: 'flaky' } };

  it('a back-off belongs to the attempt before it, waiting after it to the next one', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(4).enter('a', 'retrying', failed).pass(50);
    tape.enter('a', 'retrying', { message: 'still' }).pass(50).enter('a', 'pending').pass(3);
    tape.enter('a', 'running').pass(6).enter('a', 'succeeded');
    expect(rowsOf(tape).map(parts)).toEqual([
      [0, 4, 0, 100, 0, 104],
      [3, 6, 0, 0, 0, 9],
    ]);
    expect(rowsOf(tape).map(({ id, outcome, error }) => [id, outcome, error])).toEqual([
      ['a#1', 'failure', 'flaky'],
      ['a#2', 'success', undefined],
    ]);
    expect(rowsOf(tape)[0]).toMatchObject({ startedAt: start, endedAt: start + 4 });
  });

  it('an attempt that a limit ended has outcome timeout', () => {
    const tape = new FactTape().create('a').enter('a', 'running').enter('a', 'retrying', { reason: 'attempt_timeout' });
    expect(rowsOf(tape)[0]).toMatchObject({ outcome: 'timeout' });
  });

  it('while a back-off counts, its attempt is open', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(4).enter('a', 'retrying', failed).pass(50);
    expect(rowsOf(tape)[0]).toMatchObject({ retryDelay: 50 });
    expect(rowsOf(tape)[0]).not.toHaveProperty('endedAt');
    expect(rowsOf(tape.enter('a', 'cancelled'))[0]).toMatchObject({ endedAt: start + 4, outcome: 'failure' });
  });

  it('waiting for an attempt that never came is delay after the last one', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(4).enter('a', 'retrying', failed).pass(50);
    tape.enter('a', 'pending').pass(3).enter('a', 'cancelled').pass(9);
    expect(rowsOf(tape).map(parts)).toEqual([[0, 4, 0, 53, 0, 57]]);
  });
});

describe('an interruption', () => {
  function lost(): FactTape {
    const tape = new FactTape().create('a').enter('a', 'running').pass(10);
    tape.write('a', { type: 'heartbeat' });
    const { wall: lastSeenAt, mono: lastSeenMono } = tape;
    return tape.pass(99).restart(1_000, 500_000).enter('a', 'interrupted', { lastSeenAt, lastSeenMono });
  }

  it('ends the attempt at the last sign of life; the gap is taken from wall clocks', () => {
    const tape = lost().pass(1).enter('a', 'running', { reason: 'resumed' }).pass(20).enter('a', 'succeeded');
    expect(rowsOf(tape).map(parts)).toEqual([
      [0, 10, 0, 0, 1_100, 1_110],
      [0, 20, 0, 0, 0, 20],
    ]);
    expect(rowsOf(tape)[0]).toMatchObject({ endedAt: start + 10, estimated: true });
    expect(rowsOf(tape)[0]).not.toHaveProperty('outcome');
    expect(rowsOf(tape)[1]).not.toHaveProperty('estimated');
  });

  it('counts up to now while it is not resumed', () => {
    expect(rowsOf(lost().pass(5))[0]).toMatchObject({ ran: 10, interrupted: 1_104, estimated: true });
    expect(rowsOf(lost())[0]).not.toHaveProperty('endedAt');
  });

  it('is 0 where the wall clock was set back', () => {
    const tape = lost();
    tape.wall = start;
    expect(rowsOf(tape.enter('a', 'running'))[0]).toMatchObject({
      ran: 10,
      interrupted: 0,
      total: 10,
      estimated: true,
    });
  });

  it('before the first attempt counts for the first one', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(5);
    const { wall: lastSeenAt, mono: lastSeenMono } = tape;
    tape.restart(100).enter('a', 'interrupted', { lastSeenAt, lastSeenMono }).enter('a', 'running').pass(1);
    expect(rowsOf(tape).map(parts)).toEqual([[5, 1, 0, 0, 100, 106]]);
  });

  it('in a lifecycle without such a stage ends the task where it was last seen', () => {
    const tape = new FactTape().create('a').enter('a', 'working', { phase: 'active', attempt: 1 }).pass(10);
    const { wall: lastSeenAt, mono: lastSeenMono } = tape;
    const end = { phase: 'done', outcome: 'failure', attempt: 1, lastSeenAt, lastSeenMono };
    tape.restart(100).enter('a', 'broken', end);
    expect(rowsOf(tape)[0]).toMatchObject({ ran: 10, total: 10, endedAt: start + 10, outcome: 'failure' });
  });

  it('is not needed to keep two owners’ clocks apart', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(5).restart(100, 9_999).enter('a', 'running');
    expect(rowsOf(tape)[0]).toMatchObject({ waited: 105, estimated: true });
  });
});

describe('own lifecycles', () => {
  it('are read by phase', () => {
    const tape = new FactTape().create('a').enter('a', 'review', { phase: 'waiting' }).pass(1);
    tape
      .enter('a', 'writing', { phase: 'active', attempt: 1 })
      .pass(2)
      .enter('a', 'cooling', { phase: 'waiting', attempt: 1 });
    tape.pass(4).enter('a', 'queue', { phase: 'waiting', attempt: 1 }).pass(8);
    tape
      .enter('a', 'writing', { phase: 'active', attempt: 2 })
      .pass(16)
      .enter('a', 'rest', { phase: 'paused', attempt: 2 });
    tape.pass(32).enter('a', 'published', { phase: 'done', outcome: 'success', attempt: 2 });
    expect(rowsOf(tape).map(parts)).toEqual([
      [1, 2, 0, 4, 0, 7],
      [8, 16, 32, 0, 0, 56],
    ]);
  });

  it('a stage that nobody knows counts as nothing', () => {
    const tape = new FactTape().create('a').enter('a', 'constructor').pass(5).enter('a', 'running').pass(1);
    expect(rowsOf(tape).map(parts)).toEqual([[0, 1, 0, 0, 0, 1]]);
  });
});

describe('steps', () => {
  it('have rows of their own after their attempt, in order of their start', () => {
    const tape = new FactTape().create('a', { path: 'p/a' }).enter('a', 'running').pass(1);
    const outer = tape.stepStarted('a', 'parse');
    const inner = tape.pass(2).stepStarted('a', 'parse');
    tape.pass(4).stepEnded('a', inner, 'bad row').pass(8).stepEnded('a', outer).enter('a', 'succeeded');
    const [attempt, first, second] = rowsOf(tape);
    expect(attempt).toMatchObject({ id: 'a#1', path: 'p/a', ran: 15 });
    expect(first).toMatchObject({
      id: `a#1/${outer}`,
      path: 'p/a',
      step: 'parse',
      attempt: 1,
      startedAt: start + 1,
      endedAt: start + 15,
    });
    expect(first).toMatchObject({ ran: 14, total: 14, duration: 14, waited: 0, outcome: 'success' });
    expect(second).toMatchObject({ id: `a#1/${inner}`, ran: 4, outcome: 'failure', error: 'bad row' });
  });

  it('count up to now while open, and close with their task, with its outcome', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    const step = tape.stepStarted('a', 's');
    expect(rowsOf(tape.pass(5))[1]).toMatchObject({ ran: 5 });
    expect(rowsOf(tape)[1]).not.toHaveProperty('endedAt');
    tape.enter('a', 'timed_out').pass(5).stepEnded('a', step);
    expect(rowsOf(tape)[1]).toMatchObject({ ran: 5, endedAt: start + 5, outcome: 'timeout' });
  });

  it('close with their attempt, and stand with it', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    tape.stepStarted('a', 'one');
    tape.pass(3).enter('a', 'retrying').pass(10).enter('a', 'running');
    tape.stepStarted('a', 'two');
    expect(rowsOf(tape.pass(1)).map(({ attempt, step, ran }) => [attempt, step, ran])).toEqual([
      [1, undefined, 3],
      [1, 'one', 3],
      [2, undefined, 1],
      [2, 'two', 1],
    ]);
  });

  it('of a lost owner end where it was last seen', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    tape.stepStarted('a', 's');
    const { wall: lastSeenAt, mono: lastSeenMono } = tape.pass(6);
    tape.restart(100).enter('a', 'interrupted', { lastSeenAt, lastSeenMono });
    expect(rowsOf(tape)[1]).toMatchObject({ ran: 6, endedAt: start + 6 });
  });
});

describe('rows', () => {
  it('come by creation of their tasks, for those that are asked for, in the unit asked for', () => {
    const tape = new FactTape().create('a').create('b').enter('b', 'running').enter('a', 'running').pass(90_000);
    const source = arraySource(tape.facts, { mono: tape.mono });
    expect(timingsOf(source).map(({ id }) => id)).toEqual(['a#1', 'b#1']);
    expect(timingsOf(source, (taskId, position) => taskId === 'b' && position === 1, 'minutes')).toMatchObject([
      { id: 'b#1', ran: 1.5, total: 1.5, duration: 1.5 },
    ]);
  });

  it('are frozen', () => {
    const rows = rowsOf(new FactTape().create('a'));
    expect(Object.isFrozen(rows) && Object.isFrozen(rows[0])).toBe(true);
  });

  it('of tasks that are done are made once, and what was handed out never changes', () => {
    const tape = new FactTape().create('a').enter('a', 'running').create('b').enter('b', 'running').pass(3);
    const source = arraySource(tape.enter('a', 'succeeded').facts, { now: () => tape.wall, mono: () => tape.mono });
    const first = timingsOf(source);
    const told = structuredClone(first);
    tape.pass(4).enter('b', 'succeeded').create('c');
    const second = timingsOf(source);
    expect(second.map(({ id, ran }) => [id, ran])).toEqual([
      ['a#1', 3],
      ['b#1', 7],
      ['c#0', 0],
    ]);
    expect(second[0]).toBe(first[0]);
    expect(timingsOf(source, (id) => id === 'b')[0]).toBe(second[1]);
    expect(first).toEqual(told);
    source.letGo('a');
    expect(timingsOf(source).map(({ id }) => id)).toEqual(['b#1', 'c#0']);
    expect(timingsOf(source, () => true, 'seconds')[0]?.ran).toBe(0.007);
    expect(second).toHaveLength(3);
  });

  it('of one step is found by the number of its start', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    const [read, write] = [tape.stepStarted('a', 'read'), tape.stepStarted('a', 'write')];
    tape.pass(3).stepEnded('a', read);
    const source = arraySource(tape.facts, { now: tape.wall, mono: tape.mono });
    const rows = timingsOf(source);
    for (const seq of [read, write])
      expect(timingOfStep(source, 0, seq)).toEqual(rows.find(({ id }) => id === `a#1/${seq}`));
    expect(timingOfStep(source, 0, read)).toMatchObject({ step: 'read', ran: 3, outcome: 'success' });
    expect(timingOfStep(source, 0, 1)).toBeUndefined();
    expect(timingOfStep(arraySource(new FactTape().create('b').facts), 0, 1)).toBeUndefined();
  });

  it('that are open are estimated from the wall clock, while nobody has the clock of the owner', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(40);
    const ended = tape.stepStarted('a', 'read');
    tape.pass(2).stepEnded('a', ended);
    tape.stepStarted('a', 'write');
    const source = arraySource(tape.facts, { now: tape.wall + 60, mono: () => undefined as never });
    expect(timingsOf(source).map(({ step, ran, estimated }) => [step, ran, estimated])).toEqual([
      [undefined, 102, true],
      ['read', 2, undefined],
      ['write', 60, true],
    ]);
  });

  it('of an unknown task are not there', () => {
    expect(rowsOf(new FactTape().enter('ghost', 'running'))).toEqual([]);
  });
});

describe('laws', () => {
  it('the parts add up to the total, and the totals to the time that the task took', () => {
    const law = fc.property(acts, (all) => {
      const life = new RandomLife().live(all);
      const rows = rowsOf(life.tape);
      for (const row of rows)
        expect(
          parts(row)
            .slice(0, 5)
            .reduce((a, b) => a + b),
        ).toBe(row.total);
      for (const id of ['a', 'b']) expect(totalOf(rows, id)).toBe(life.totalOf(id));
    });
    fc.assert(law, { numRuns: 1_000 });
  });

  it('each row has an id of its own, and one that has an end does not count any more', () => {
    const law = fc.property(acts, (all) => {
      const { tape } = new RandomLife().live(all);
      const rows = rowsOf(tape);
      const later = timingsOf(arraySource(tape.facts, { now: tape.wall + 1_000, mono: tape.mono + 1_000 }));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      rows.forEach((row, at) => row.endedAt !== undefined && expect(later[at]).toEqual(row));
    });
    fc.assert(law, { numRuns: 500 });
  });

  it('after every fact they are the same live, added in parts, and read back later', () => {
    const law = fc.property(acts, (all) => {
      const { facts } = new RandomLife().live(all).tape;
      const growing: typeof facts = [];
      const live = arraySource(growing);
      const whole = arraySource(facts);
      for (const fact of facts) {
        growing.push(fact);
        expect(timingsOf(whole.upTo(fact.seq))).toEqual(timingsOf(live));
      }
      expect(live.fold(timingRows)).toEqual(whole.fold(timingRows));
    });
    fc.assert(law, { numRuns: 200 });
  });
});

function totalOf(rows: readonly Timing[], taskId: string): number {
  const own = rows.filter((row) => row.taskId === taskId && row.step === undefined);
  return own.reduce((total, row) => total + row.total, 0);
}
