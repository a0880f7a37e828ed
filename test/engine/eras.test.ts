import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Eras } from '../../src/engine/eras.ts';

test('before the first era there is nothing', () => {
  const eras = new Eras<string>();
  expect(eras.at(0)).toBeUndefined();
  eras.begin(3, 'a');
  expect([eras.at(2), eras.at(3), eras.at(99)]).toEqual([undefined, 'a', 'a']);
});

test('the newest era that has begun holds', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 20 }), fc.nat(60), (given, asked) => {
      const begins = given.toSorted((one, other) => one - other);
      const eras = new Eras<number>();
      begins.forEach((from, nth) => eras.begin(from, nth));
      const nth = begins.findLastIndex((from) => from <= asked);
      expect(eras.at(asked)).toBe(nth < 0 ? undefined : nth);
    }),
  );
});
