import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import type { FactSource } from '../../src/ports/source.ts';
import { fingerprint } from '../../src/views/fingerprint.ts';
import { droppedKeys, goneEnd, goneKeys } from '../../src/views/gone-keys.ts';

type State = ReturnType<typeof goneKeys.start>;
const over = (state: State) => ({ fold: () => state }) as unknown as FactSource;

/** Lets go of a task with four facts, of which the last one is its end. */
function letGo(
  state: State,
  key: string | undefined,
  created: number,
  end: Record<string, unknown> = {},
  seq = created + 3,
  more: readonly object[] = [],
): void {
  const stamp = { taskId: 'a', timestamp: 0, mono: 0 };
  const first = { type: 'task_created', seq: created, name: 'load', ...(key && { key }), ...stamp } as const;
  const last = { type: 'stage_changed', seq, from: 'running', to: 'succeeded', attempt: 1, ...stamp, ...end } as const;
  goneKeys.forget?.(state, {
    taskId: 'a',
    position: created,
    created: first,
    end: last,
    facts: [first, last, ...(more as Fact[])],
  });
}

describe('the ends of keys that were let go', () => {
  test('are known by work and key, the newest one, whichever was let go last', () => {
    const state = goneKeys.start();
    letGo(state, 'k', 5, {}, 9);
    letGo(state, 'k', 10);
    letGo(state, 'k', 1, {}, 8);
    letGo(state, 'other', 20);
    expect(goneEnd(over(state), 'load', 'k')).toEqual({ position: 10, created: 10, end: 13 });
    expect([goneEnd(over(state), 'load', 'none'), goneEnd(over(state), 'save', 'k')]).toEqual([undefined, undefined]);
  });

  test('in failure are known too, and those of tasks without a key are not', () => {
    const state = goneKeys.start();
    letGo(state, 'k', 10, { to: 'failed' });
    letGo(state, undefined, 20);
    expect(goneEnd(over(state), 'load', 'k')).toEqual({ position: 10, created: 10, end: 13 });
    expect(state.ends.size).toBe(1);
  });

  test('whose result was taken back are not reused', () => {
    const state = goneKeys.start();
    letGo(state, 'k', 10, {}, 13, [{ type: 'annotated', kind: 'note' }]);
    expect(goneEnd(over(state), 'load', 'k')).toBeDefined();
    letGo(state, 'k', 20, {}, 23, [{ type: 'annotated', kind: 'invalidated' }]);
    expect(goneEnd(over(state), 'load', 'k')).toBeUndefined();
  });

  test('that cannot be reused stand in the way of older ones', () => {
    for (const end of [{ lossy: true }, { to: 'cancelled' }, { to: 'timed_out' }]) {
      const state = goneKeys.start();
      letGo(state, 'k', 10, end);
      letGo(state, 'k', 1);
      expect(goneEnd(over(state), 'load', 'k')).toBeUndefined();
    }
  });

  test('saved and loaded are the same', () => {
    const state = goneKeys.start();
    for (let at = 1; at < 100; at += 5) letGo(state, `k${at}`, at);
    const saved = JSON.parse(JSON.stringify(goneKeys.save?.(state))) as never;
    expect(goneKeys.load?.(saved)).toEqual(state);
  });

  test('are bounded: the oldest are forgotten, and counted', () => {
    const state = goneKeys.start();
    for (let at = 0; at < 500_010; at++) letGo(state, `k${at}`, at + 1);
    const known = (at: number) => goneEnd(over(state), 'load', `k${at}`) !== undefined;
    expect([droppedKeys(over(state)), known(9), known(10), known(500_009)]).toEqual([10, false, true, true]);
  });
});

test('fingerprints of many texts differ, and are whole numbers of 53 bits', () => {
  const all = Array.from({ length: 100_000 }, (_, at) => fingerprint(`load/["file-${at}.csv"]`));
  expect(new Set(all).size).toBe(all.length);
  expect(all.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true);
});
