import { expect, test } from 'vitest';
import { isShallow } from '../../src/journal/depth.ts';

/** Whether the text of a value is shallow enough. */
function passes(value: unknown): boolean {
  const bytes = Buffer.from(JSON.stringify(value));
  return isShallow(bytes, 0, bytes.length);
}

/** A value of so many levels, of lists and objects in turn. */
function nested(levels: number): unknown {
  return levels === 0 ? 'leaf' : levels % 2 === 0 ? [1, nested(levels - 1)] : { a: null, b: nested(levels - 1) };
}

test('512 levels are let pass, and no more', () => {
  expect([0, 1, 2, 511, 512].map((levels) => passes(nested(levels)))).toEqual([true, true, true, true, true]);
  expect([513, 514, 600].map((levels) => passes(nested(levels)))).toEqual([false, false, false]);
});

test('how wide a value is makes no difference', () => {
  expect(passes(Array.from({ length: 5000 }, () => ({ a: [null, 1, 'x', true] })))).toBe(true);
});

test('brackets inside of a text are no levels, also after an escaped quote', () => {
  expect(passes({ a: `"${'['.repeat(600)}`, b: '\\' })).toBe(true);
});

test('what stands behind the text does not count', () => {
  const bytes = Buffer.alloc(520, '[');
  expect(isShallow(bytes, 4, 516)).toBe(true);
  expect(isShallow(bytes, 4, 517)).toBe(false);
});
