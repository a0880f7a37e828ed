import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WallClock } from '../../src/engine/wall-clock.ts';

type Reading = readonly [timestamp: number, mono: number];

function readBack(readings: readonly Reading[]): readonly number[] {
  const clock = new WallClock();
  const kept = readings.map(([timestamp, mono], row) => clock.distance(row, { timestamp, mono }));
  for (const distance of kept) expect(distance).toBe(distance | 0);
  return readings.map(([, mono], row) => clock.at(row, mono, kept[row] as number));
}

test('timestamps are read back exactly', () => {
  const timestamp = fc.oneof(fc.integer({ min: 0, max: 8.64e15 }), fc.integer({ min: 1.7e12, max: 1.7e12 + 1e6 }));
  const mono = fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(timestamp, mono), { maxLength: 100 }), (readings) => {
      expect(readBack(readings)).toEqual(readings.map(([wall]) => wall));
    }),
  );
});

test('a clock that is set back, or jumps by months, or belongs to another process', () => {
  const day = 86_400_000;
  const readings: Reading[] = [
    [1_700_000_000_000, 10.9],
    [1_700_000_000_001, 11.2],
    [1_699_999_990_000, 12.5],
    [1_700_000_000_000 + 200 * day, 13],
    [1_700_000_000_000 + 200 * day + 1, 14],
    [1_700_000_000_000 - 4000 * day, 15],
    [1_700_000_000_005, 3.1],
    [0, 1e9],
  ];
  expect(readBack(readings)).toEqual(readings.map(([wall]) => wall));
});
