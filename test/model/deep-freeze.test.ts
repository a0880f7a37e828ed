import { expect, it } from 'vitest';
import { deepFreeze } from '../../src/model/deep-freeze.ts';

it('freezes a value to its leaves, and hands it back', () => {
  const value = { list: [{ deep: { deeper: [1] } }], text: 'a', nothing: null };
  expect(deepFreeze(value)).toBe(value);
  for (const part of [value, value.list, value.list[0], value.list[0]?.deep, value.list[0]?.deep.deeper]) {
    expect(part).toSatisfy(Object.isFrozen);
  }
});

it.each([null, undefined, 'text', 5, true])('hands %j back', (value) => {
  expect(deepFreeze(value)).toBe(value);
});

it('goes no further where something is frozen already', () => {
  const inner = { open: true };
  deepFreeze(Object.freeze({ inner }));
  expect(inner).not.toSatisfy(Object.isFrozen);
});
