import { expect, it } from 'vitest';
import { isInterruption } from '../../src/model/interruption.ts';

it.each([
  [{ to: 'interrupted', lastSeenAt: 5 }, true],
  [{ to: 'interrupted' }, true],
  [{ to: 'on_hold', lastSeenAt: 0 }, true],
  [{ to: 'on_hold' }, false],
  [{ to: 'paused', lastSeenAt: undefined }, false],
])('a record %j tells of a lost owner: %s', (record, expected) => {
  expect(isInterruption(record)).toBe(expected);
});
