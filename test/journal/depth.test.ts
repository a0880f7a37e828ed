import { expect, test } from 'vitest';
import { isShallow } from '../../src/journal/depth.ts';

/** A value of so many levels, of lists and objects in turn. */
function nested(levels: number): unknown {
  return levels === 0 ? 'leaf' : levels % 2 === 0 ? [1, nested(levels - 1)] : { a: null, b: nested(levels - 1) };
}

test('512 levels are let pass, and no more', () => {
  expect([0, 1, 2, 511, 512].map((levels) => isShallow(nested(levels)))).toEqual([true, true, true, true, true]);
  expect([513, 514, 600].map((levels) => isShallow(nested(levels)))).toEqual([false, false, false]);
});

test('how wide a value is makes no difference', () => {
  expect(isShallow(Array.from({ length: 5000 }, () => ({ a: [null, 1, 'x', true] })))).toBe(true);
});
