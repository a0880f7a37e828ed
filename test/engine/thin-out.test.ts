import { expect, test } from 'vitest';
import { mayBeSurplus, surplusOf } from '../../src/engine/thin-out.ts';
import type { Draft, Fact } from '../../src/model/facts.ts';

/** The facts of one task, numbered from 1. */
function lifeOf(...drafts: readonly Draft[]): readonly Fact[] {
  return drafts.map((draft, at) => ({ seq: at + 1, timestamp: at, mono: at, taskId: 't', ...draft }) as Fact);
}
const move = (to: string, attempt: number): Draft => ({ type: 'stage_changed', from: 'x', to, attempt });
const note = { type: 'annotated', kind: 'note', attempt: 1 } as const;
const created = { type: 'task_created', name: 'load' } as const;
const seqs = (facts: readonly Fact[]) => facts.map(({ seq }) => seq);

test('of records the first stays, the one with which it first ran, and that of the attempt that the older ones end in', () => {
  const tries = [1, 2, 3, 4, 5].flatMap((attempt) => [move('running', attempt), move('retrying', attempt)]);
  const { others, until } = surplusOf(lifeOf(created, move('pending', 0), ...tries), 3);
  expect(seqs(others)).toEqual([4, 5, 6, 7, 8]);
  expect(until).toBe(10);
});

test('of little nothing is let go', () => {
  const life = lifeOf(created, move('pending', 0), note, { type: 'heartbeat' });
  expect(surplusOf(life, 1)).toEqual({ signs: [], others: [], until: 0 });
  expect(surplusOf(life, Number.POSITIVE_INFINITY)).toEqual({ signs: [], others: [], until: 0 });
});

test('signs of life and notes go by themselves, other annotations stay', () => {
  const sign = { type: 'heartbeat' } as const;
  const life = lifeOf(created, note, sign, { ...note, kind: 'invalidated' }, note, sign, {
    type: 'progressed',
    done: 1,
  });
  const { signs, others, until } = surplusOf(life, 1);
  expect([seqs(signs), seqs(others), until]).toEqual([[3, 6], [2], 5]);
});

test('of steps those that ended first go: by themselves, or with their attempt', () => {
  const step = (attempt: number): Draft => ({ type: 'step_started', step: 's', attempt });
  const end = (started: number): Draft => ({ type: 'step_ended', started });
  const life = lifeOf(
    created,
    move('running', 1),
    step(1),
    step(1),
    end(4),
    step(1),
    move('running', 2),
    step(2),
    end(3),
  );
  expect(seqs(surplusOf(life, 2).others)).toEqual([4, 5]);
  expect(seqs(surplusOf(life, 1).others)).toEqual([4, 5, 6]);
  expect(surplusOf(life, 1).until).toBe(6);
});

test('of refusals the newest stay, and from the first of them on a moment tells the newest one', () => {
  const refused: Draft = { type: 'rejected', from: 'a', to: 'b', legal: [], code: 'illegal' };
  const { others, until } = surplusOf(lifeOf(created, refused, note, refused, refused), 2);
  expect([seqs(others), until]).toEqual([[2], 4]);
});

test('of metadata that goes which was set again, key by key', () => {
  const set = (patch: Record<string, number>): Draft => ({ type: 'metadata_changed', patch });
  const life = lifeOf(
    created,
    set({ a: 1 }),
    set({ b: 1 }),
    set({ a: 2, c: 1 }),
    set({}),
    set({ a: 3 }),
    set({ a: 4 }),
  );
  expect(seqs(surplusOf(life, 1).others)).toEqual([2, 5, 6]);
  expect(seqs(surplusOf(life, 3).others)).toEqual([2]);
  expect(surplusOf(life, 6).others).toEqual([]);
  expect([1, 3, 6].map((most) => surplusOf(life, most).until)).toEqual([7, 4, 0]);
});

test('what a task observed is never surplus', () => {
  expect((['changed', 'snapshot_taken'] as const).map(mayBeSurplus)).toEqual([false, false]);
  expect((['heartbeat', 'annotated', 'rejected', 'metadata_changed'] as const).every(mayBeSurplus)).toBe(true);
});
