import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentile } from '../../src/views/percentiles.ts';
import { Sketch } from '../../src/views/sketch.ts';
import { ranked } from '../support/ranked.ts';

const lengths = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1e12, noNaN: true }), fc.constant(0)),
  { maxLength: 200 },
);
const percents = [1, 25, 50, 90, 95, 99, 100];

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}
const told = (sketch: Sketch) => percents.map((percent) => sketch.percentile(percent));

describe('a sketch', () => {
  test('tells every percentile within 1 %', () => {
    fc.assert(
      fc.property(lengths, (values) => {
        const sorted = ranked(values);
        told(sketchOf(values)).forEach((estimate, at) => {
          const exact = percentile(sorted, percents[at] as number);
          expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(exact * 0.010001 + 1e-6);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('of two parts is the sum of their sketches, also when they were saved', () => {
    fc.assert(
      fc.property(lengths, lengths, (one, other) => {
        const whole = sketchOf([...one, ...other]);
        const sum = sketchOf(one);
        sum.addAll(Sketch.load(JSON.parse(JSON.stringify(sketchOf(other).save()))));
        expect([sum.size, told(sum)]).toEqual([whole.size, told(whole)]);
      }),
    );
  });

  test('of nothing tells 0, and of many values it is small', () => {
    expect(told(new Sketch())).toEqual(percents.map(() => 0));
    const many = sketchOf(Array.from({ length: 50_000 }, (_, at) => 1.0003 ** at));
    expect(JSON.stringify(many.save()).length).toBeLessThan(20_000);
    expect(many.percentile(100)).toBeLessThanOrEqual(3.1e15);
  });
});
