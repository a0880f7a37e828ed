import { describe, expect, test } from 'vitest';
import { fits, isSame } from '../../src/testing/fits.ts';

describe('fits compares what is expected', () => {
  test.each([
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: { b: [1, { c: 2, d: 3 }] } }, { a: { b: [1, { c: 2 }] } }],
    ['no such file', /such/],
    [new Date(5), new Date(5)],
    [{ id: 7 }, { id: expect.any(Number) }],
    [Number.NaN, Number.NaN],
    [{ a: 1 }, {}],
    [{}, { a: undefined }],
  ])('%j fits %j', (actual, expected) => {
    expect(fits(actual, expected)).toBe(true);
  });

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [[1, 2], [1]],
    [{ 0: 1, length: 1 }, [1]],
    [7, /7/],
    [new Date(5), new Date(6)],
    [5, new Date(5)],
    [{ id: 'x' }, { id: expect.any(Number) }],
    [null, {}],
    [{}, null],
    [1, '1'],
  ])('%j does not fit %j', (actual, expected) => {
    expect(fits(actual, expected)).toBe(false);
  });
});

test('isSame leaves nothing over', () => {
  expect(isSame({ a: [1] }, { a: [1] })).toBe(true);
  expect(isSame({ a: 1, b: 2 }, { a: 1 })).toBe(false);
});
