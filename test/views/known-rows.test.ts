import { afterEach, expect, test, vi } from 'vitest';
import type { Timing } from '../../src/model/timing.ts';
import { KnownRows } from '../../src/views/known-rows.ts';

afterEach(() => vi.unstubAllGlobals());

/** A garbage collector that takes all that nobody holds, at once. */
function collectAtOnce(): void {
  const deref = () => undefined;
  vi.stubGlobal(
    'WeakRef',
    class {
      readonly deref = deref;
    },
  );
}

test('the second look has the rows of the first one, each unit its own', () => {
  const known = new KnownRows();
  const seen = known.in('ms');
  expect(known.in('ms')).toBe(seen);
  expect(known.in('seconds')).not.toBe(seen);
});

test('one look holds nothing; from the second one on rows are held', () => {
  collectAtOnce();
  const known = new KnownRows();
  const first = known.in('ms');
  const second = known.in('ms');
  expect(second).not.toBe(first);
  expect(known.in('ms')).toBe(second);
});

test('what is let go is dropped in every unit, held or not', () => {
  const known = new KnownRows();
  const told = () => ({ rows: [{ id: 'a#1' } as Timing], isDone: true });
  known.in('ms').of(0, told);
  known.in('ms');
  known.in('hours').of(0, told);
  known.drop(0);
  for (const unit of ['ms', 'hours'] as const) expect(known.in(unit).of(0, () => undefined)).toBeUndefined();
});

test('what is held is dropped too where the collector took what was seen', () => {
  collectAtOnce();
  const known = new KnownRows();
  known.in('ms');
  known.in('ms').of(0, () => ({ rows: [], isDone: true }));
  known.drop(0);
  expect(known.in('ms').of(0, () => undefined)).toBeUndefined();
});
