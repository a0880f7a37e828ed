import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lengths } from '../../src/views/lengths.ts';
import { Sketch } from '../../src/views/sketch.ts';
import { toNanoseconds } from '../../src/views/units.ts';

const values = fc.oneof(fc.nat(40), fc.double({ min: 0, max: 1e7, noNaN: true }));
const steps = fc.array(fc.tuple(values, fc.nat(3)), { maxLength: 200 });

/** Adds each length, and takes one out after some of them. */
function live(all: readonly (readonly [number, number])[]) {
  const lengths = new Lengths();
  const kept: number[] = [];
  for (const [ms, chance] of all) {
    lengths.add(ms);
    kept.push(ms);
    if (chance === 0) lengths.remove(kept.splice(kept.length >> 1, 1)[0] as number);
  }
  return { lengths, sorted: kept.map(toNanoseconds).sort((a, b) => a - b) };
}

test('each has its rank, whatever came and went', () => {
  const law = fc.property(steps, (all) => {
    const { lengths, sorted } = live(all);
    expect(lengths.count).toBe(sorted.length);
    expect(sorted.map((_, at) => lengths.atRank(at + 1))).toEqual(sorted);
    expect([lengths.atRank(0), lengths.atRank(sorted.length + 1)]).toEqual([undefined, undefined]);
  });
  fc.assert(law);
});

test('the total is exact to the nanosecond, and the sketch is that of the lengths', () => {
  const law = fc.property(steps, (all) => {
    const { lengths, sorted } = live(all);
    const nanoseconds = sorted.reduce((total, ms) => total + Math.round(ms * 1e6), 0);
    expect(lengths.total).toBe(nanoseconds / 1e6);
    const sketch = new Sketch();
    for (const ms of sorted) sketch.add(ms);
    for (const percent of [1, 50, 99]) expect(lengths.sketch.percentile(percent)).toBe(sketch.percentile(percent));
  });
  fc.assert(law);
});

test('of thousands the same holds, and what was never added is not taken out', () => {
  const lengths = new Lengths();
  for (let n = 0; n < 5000; n += 1) lengths.add((n * 7919) % 5000);
  lengths.remove(0.5);
  lengths.remove(6000);
  expect([1, 2500, 5000].map((rank) => lengths.atRank(rank))).toEqual([0, 2499, 4999]);
  for (let n = 0; n < 5000; n += 2) lengths.remove(n);
  expect([lengths.count, lengths.atRank(1), lengths.atRank(2500)]).toEqual([2500, 1, 4999]);
});
