import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rows } from '../../src/engine/rows.ts';
import type { Draft } from '../../src/model/facts.ts';
import { factSchema } from '../../src/model/fact-schema.ts';
import type { Json } from '../../src/model/json.ts';
import { Move } from '../../src/model/move.ts';
import { ResultMove } from '../../src/model/result-move.ts';
import { anyDraft } from '../support/drafts.ts';

const clocks = fc.record({
  timestamp: fc.integer({ min: 0, max: 8_640_000_000_000 }),
  mono: fc.double({ min: 0, max: 1e9, noNaN: true }),
});
const row = fc.record({ task: fc.nat(3), draft: anyDraft, clocks });

/** The draft as a plain object, so that an undefined field that is there shows. */
const entriesOf = (draft: Draft) => Object.entries(draft).toSorted(([one], [other]) => (one < other ? -1 : 1));

test('what the drafts of these tests are, facts are', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const ofTask = draft.type === 'recovered' ? {} : { taskId: 't' };
      const parsed = factSchema.safeParse({ seq: 1, timestamp: 1, mono: 1, ...ofTask, ...draft });
      expect(parsed.error).toBeUndefined();
    }),
  );
});

test('whatever goes in comes out again, in its order, with its task and its clocks', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), (all) => {
      const rows = new Rows();
      const last = [-1, -1, -1, -1];
      const before = all.map(({ task, draft, clocks: { timestamp, mono } }) => {
        const earlier = last[task] as number;
        last[task] = rows.push(task, earlier, structuredClone(draft), { seq: rows.length + 1, timestamp, mono });
        return earlier;
      });
      expect(rows.length).toBe(all.length);
      all.forEach(({ task, draft, clocks: stamp }, at) => {
        expect(entriesOf(rows.draft(at))).toEqual(entriesOf(draft));
        expect([rows.type(at), rows.task(at), rows.before(at)]).toEqual([draft.type, task, before[at]]);
        expect({ timestamp: rows.timestamp(at), mono: rows.mono(at) }).toEqual(stamp);
      });
    }),
    { numRuns: 200 },
  );
});

/** Around the sizes at which a chunk is made, doubled, or full. */
test.each([64, 65, 129, 4096, 4097, 8193])('%i rows read back', (size) => {
  const rows = new Rows();
  const draftOf = (at: number): Draft => (at % 7 === 0 ? { type: 'step_started', step: `${at}`, attempt: 1 } : pulse);
  const pulse: Draft = { type: 'heartbeat' };
  for (let at = 0; at < size; at++)
    rows.push(at % 5, at - 5, draftOf(at), { seq: at + 1, timestamp: at, mono: at + 0.1 });
  for (let at = 0; at < size; at += 29) {
    expect([rows.task(at), rows.before(at), rows.timestamp(at), rows.mono(at)]).toEqual([at % 5, at - 5, at, at + 0.1]);
    expect(rows.draft(at)).toEqual(draftOf(at));
  }
});

test('what is let go is gone, with what it held; what is kept reads as before', () => {
  const chance = fc.record({
    size: fc.integer({ min: 1, max: 9000 }),
    modulo: fc.integer({ min: 2, max: 9 }),
    pick: fc.nat(8),
  });
  fc.assert(
    fc.property(chance, fc.boolean(), ({ size, modulo, pick }, keepsFew) => {
      const rows = new Rows();
      const draftOf = (at: number): Draft =>
        at % 3 === 0 ? { type: 'step_started', step: `${at}`, attempt: 1 } : { type: 'heartbeat' };
      for (let at = 0; at < size; at++)
        rows.push(at % 5, at - 5, draftOf(at), { seq: at + 1, timestamp: at, mono: at / 8 });
      const isKept = (at: number) => (at % modulo === pick % modulo) === keepsFew;
      for (let at = size - 1; at >= 0; at--) if (!isKept(at)) rows.forget(at);
      rows.skipTo(size + 5000);
      for (let at = rows.next(0), expected = 0; at < rows.length; at = rows.next(at + 1), expected = at) {
        while (!isKept(expected)) expected++;
        if (at !== expected || !rows.has(at)) throw new Error(`${at} where ${expected} is next`);
        if (at % 7 === 0)
          expect([rows.draft(at), rows.task(at), rows.timestamp(at), rows.mono(at)]).toEqual([
            draftOf(at),
            at % 5,
            at,
            at / 8,
          ]);
      }
      rows.push(1, -1, draftOf(3), { seq: rows.length + 1, timestamp: 7, mono: 7 });
      expect([rows.draft(size + 5000), rows.next(size)]).toEqual([draftOf(3), size + 5000]);
    }),
    { numRuns: 40 },
  );
});

const moveTo = (attempt: number) => ({ type: 'stage_changed', from: 'running', to: 'succeeded', attempt }) as const;

describe('the compact form', () => {
  const keep = (...drafts: Draft[]) => {
    const rows = new Rows();
    for (const draft of drafts) rows.push(0, rows.length - 1, draft, { seq: rows.length + 1, timestamp: 1, mono: 1 });
    return drafts.map((_, at) => rows.draft(at));
  };
  const move = (from: string, to: string, attempt: number, reason?: string): Draft => {
    return { type: 'stage_changed', from, to, attempt, ...(reason !== undefined && { reason }) };
  };
  const bare = (attempt: number, reason?: string) => new Move('running', 'retrying', attempt, reason);

  test.each([0, 1, 63, 64, 65, 1_000_000])('holds attempt %i', (attempt) => {
    expect(keep(bare(attempt, 'user_exception'))[0]).toEqual(bare(attempt, 'user_exception'));
    expect(keep(move('running', 'retrying', attempt))[0]).toMatchObject({ attempt });
  });

  test('holds thousands of reasons', () => {
    const moves = Array.from({ length: 5000 }, (_, at) => move('a', 'b', at % 100, `reason_${at}`));
    expect(keep(...moves).map(entriesOf)).toEqual(moves.map(entriesOf));
  });

  test('does not confuse words that hold spaces', () => {
    const moves = [
      move('a', 'b c', 0),
      move('a', 'b', 0, 'c'),
      move('a b', 'c', 0),
      move('a', 'b', 0),
      move('a', 'b', 0, ''),
    ];
    expect(keep(...moves).map(entriesOf)).toEqual(moves.map(entriesOf));
  });

  test.each([1, null, 'text', { rows: [1] }, ['a']])('holds a result beside its record: %j', (result) => {
    for (const attempt of [1, 63, 64]) {
      const draft = new ResultMove(new Move('running', 'succeeded', attempt, undefined), result);
      const rows = new Rows();
      rows.push(0, -1, draft, { seq: 1, timestamp: 1, mono: 1 });
      const again = new Rows();
      again.load(JSON.parse(JSON.stringify(rows.save())) as Json);
      for (const kept of [rows, again]) {
        expect(entriesOf(kept.draft(0))).toEqual(entriesOf({ ...moveTo(attempt), result }));
        expect([kept.type(0), kept.newest('stage_changed')]).toEqual(['stage_changed', 0]);
      }
    }
  });

  test('has no reason where none was given', () => {
    expect(Object.keys(keep(bare(0))[0] as object)).toEqual(['type', 'from', 'to', 'attempt']);
    expect(Object.keys(keep({ type: 'stage_changed', from: 'a', to: 'b', attempt: 0 })[0] as object)).not.toContain(
      'reason',
    );
  });

  test('keeps what a newer version added', () => {
    const newer = [
      { type: 'heartbeat', pulse: 60 },
      { type: 'task_created', name: 'n', colour: 'red' },
      { ...move('a', 'b', 1, 'r'), mood: 'good' },
    ] as unknown as Draft[];
    expect(keep(...newer)).toEqual(newer);
  });
});
