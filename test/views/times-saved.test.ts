import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact, FactOf } from '../../src/model/facts.ts';
import type { TaskTimes } from '../../src/views/task-times.ts';
import { unknownOwner } from '../../src/views/time-parts.ts';
import { loadTimes, type SavedTimes, saveTimes } from '../../src/views/times-saved.ts';
import { timingRowsOf } from '../../src/views/timing-row.ts';
import { type TimingRows, timingRows } from '../../src/views/timings.ts';
import { FactTape } from '../support/fact-tape.ts';
import { acts, RandomLife } from '../support/random-life.ts';

const again = (saved: SavedTimes) => JSON.parse(JSON.stringify(saved)) as SavedTimes;

/** The view after facts, told one by one. */
function told(facts: readonly Fact[], rows: TimingRows = timingRows.start()): TimingRows {
  for (const fact of facts) timingRows.add(rows, fact, 0);
  return rows;
}

/** All times of open tasks, written as JSON and read again. */
function reread(facts: readonly Fact[]): TimingRows {
  const rows = told(facts);
  for (const [id, times] of rows.open) rows.open.set(id, loadTimes(times.created, again(saveTimes(1, times))));
  return rows;
}

function rowsIn({ open, owners, successes }: TimingRows, { mono, timestamp }: Fact): unknown {
  const now = { mono: mono + 5, wall: timestamp + 5, owner: owners.count };
  return [[...open].map(([id, times]) => [id, timingRowsOf(times, now, 'ms')]), [...successes]];
}

test('times that were saved after any fact go on as if nothing had happened', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (all, pick) => {
      const { facts } = new RandomLife().live(all).tape;
      const cut = pick % facts.length;
      const [before, after] = [facts.slice(0, cut), facts.slice(cut)];
      const [whole, loaded] = [told(before), reread(before)];
      for (const fact of after) {
        for (const rows of [whole, loaded]) told([fact], rows);
        expect(rowsIn(loaded, fact)).toStrictEqual(rowsIn(whole, fact));
      }
    }),
    { numRuns: 300 },
  );
});

describe('the times of a task', () => {
  /** One attempt with an ended step and an open one, then a wait for the next. */
  function times(): TaskTimes {
    const tape = new FactTape().create('a').pass(3).enter('a', 'running');
    const step = tape.stepStarted('a', 'read');
    tape.pass(4).stepEnded('a', step, 'no');
    tape.stepStarted('a', 'write');
    return told(tape.pass(5).facts).open.get('a') as TaskTimes;
  }
  const created = (of: TaskTimes): FactOf<'task_created'> => of.created;

  test('are the same after they were written and read, and share nothing with what was written', () => {
    const before = times();
    const saved = saveTimes(9, before);
    expect(saved.seq).toBe(9);
    expect(loadTimes(created(before), again(saved))).toStrictEqual(before);
    const loaded = loadTimes(created(before), saved);
    loaded.attempts.length = 0;
    loaded.next.waited = 99;
    expect(loadTimes(created(before), saved)).toStrictEqual(before);
  });

  test('know again which steps are open', () => {
    const loaded = loadTimes(created(times()), again(saveTimes(1, times())));
    expect([...(loaded.steps?.open.values() ?? [])].map(({ step }) => step)).toEqual(['write']);
    expect(loaded.steps?.all.map(({ step, end }) => [step, end?.error])).toEqual([
      ['read', 'no'],
      ['write', undefined],
    ]);
  });

  test('of a task without steps and without a part that counts have neither', () => {
    const before = told(new FactTape().create('a').facts).open.get('a') as TaskTimes;
    const loaded = loadTimes(created(before), again(saveTimes(1, before)));
    expect([loaded.steps, Object.hasOwn(loaded, 'steps'), Object.hasOwn(loaded.stretch, 'part')]).toEqual([
      undefined,
      false,
      false,
    ]);
    expect(loaded.stretch.into).toBe(loaded.next);
  });

  test('count on where they counted: for the newest attempt, or for the next one', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    const load = () => {
      const of = told(tape.facts).open.get('a') as TaskTimes;
      return loadTimes(of.created, again(saveTimes(1, of)));
    };
    const running = load();
    expect(running.stretch.into).toBe(running.attempts[0]?.parts);
    tape.enter('a', 'retrying').enter('a', 'pending');
    const waiting = load();
    expect(waiting.stretch.into).toBe(waiting.next);
  });

  test('from a moment of which nobody knows the owner stay so', () => {
    const before = times();
    before.stretch = { ...before.stretch, from: { mono: 1, wall: 2, owner: unknownOwner } };
    const saved = again(saveTimes(1, before));
    expect(saved.stretch.from).toStrictEqual({ mono: 1, wall: 2 });
    expect(loadTimes(created(before), saved).stretch.from).toStrictEqual({ mono: 1, wall: 2, owner: unknownOwner });
  });
});
