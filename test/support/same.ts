import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** `toEqual`, for laws that compare a lot: the matcher is asked only where the quick look finds a difference. */
export function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
