import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../src/views/percentiles.ts';
import { meanRan, timingSummaryOf } from '../../src/views/timing-summary.ts';
import { timingsOf } from '../../src/views/timings.ts';
import { inUnit } from '../../src/views/units.ts';
import { arraySource } from '../support/array-source.ts';
import { FactTape } from '../support/fact-tape.ts';
import { ranked } from '../support/ranked.ts';
import { acts, RandomLife } from '../support/random-life.ts';

/** Ten loads that ran 1..10 ms, after 2 ms of waiting each. */
function loads(): FactTape {
  const tape = new FactTape();
  for (let n = 1; n <= 10; n += 1) {
    const id = `load${n}`;
    tape.create(id, { name: 'load', path: `nightly/load_${n}`, tags: n > 8 ? ['slow', 'io', 'io'] : ['io'] });
    tape.enter(id, 'pending').pass(2).enter(id, 'running').pass(n).enter(id, 'succeeded');
  }
  return tape;
}

describe('summaries', () => {
  it('by name have count, total, mean, extremes and percentiles of what ran', () => {
    expect(timingSummaryOf(arraySource(loads().facts))).toEqual([
      { name: 'load', count: 10, total: 55, mean: 5.5, min: 1, max: 10, p50: 5, p95: 10, p99: 10, waited: 20 },
    ]);
  });

  it('by tag count a task under each of its tags, once', () => {
    const summaries = timingSummaryOf(arraySource(loads().facts), { by: 'tag' });
    expect(summaries.map(({ name, count, total }) => [name, count, total])).toEqual([
      ['io', 10, 55],
      ['slow', 2, 19],
    ]);
  });

  it('by parent take its path, and the empty one for roots', () => {
    const tape = new FactTape().create('a').create('b', { path: 'p/q/b' }).create('c', { path: 'p/q/c' });
    for (const id of ['a', 'b', 'c']) tape.enter(id, 'running').pass(1).enter(id, 'succeeded');
    const summaries = timingSummaryOf(arraySource(tape.facts), { by: 'parent' });
    expect(summaries.map(({ name, count }) => [name, count])).toEqual([
      ['', 1],
      ['p/q', 2],
    ]);
  });

  it('give each step a line of its own and keep it out of the others', () => {
    const tape = new FactTape().create('a', { tags: ['t'] }).enter('a', 'running');
    const step = tape.stepStarted('a', 'parse');
    const source = arraySource(tape.pass(3).stepEnded('a', step).pass(4).enter('a', 'succeeded').facts);
    const said = (by: 'name' | 'tag') =>
      timingSummaryOf(source, { by }).map(({ name, count, total }) => [name, count, total]);
    expect(said('name')).toEqual([
      ['a', 1, 7],
      ['a › parse', 1, 3],
    ]);
    expect(said('tag')).toEqual([['t', 1, 7]]);
  });

  it('of tasks that never ran have waited only', () => {
    const tape = new FactTape().create('a').enter('a', 'pending').pass(4).enter('a', 'skipped');
    expect(timingSummaryOf(arraySource(tape.facts))).toEqual([
      { name: 'a', count: 0, total: 0, mean: 0, min: 0, max: 0, p50: 0, p95: 0, p99: 0, waited: 4 },
    ]);
  });

  it('are of the tasks and in the unit that are asked for', () => {
    const query = { unit: 'seconds', accept: (taskId: string) => taskId === 'load4' } as const;
    expect(timingSummaryOf(arraySource(loads().facts), query)).toMatchObject([
      { count: 1, total: 0.004, waited: 0.002 },
    ]);
  });

  it('agree with the rows, whatever happened', () => {
    const law = fc.property(acts, (all) => {
      const source = arraySource(new RandomLife().live(all).tape.facts);
      const rows = timingsOf(source).filter(({ step }) => step === undefined);
      const a = timingSummaryOf(source).find(({ name }) => name === 'a');
      const ran = rows.filter(({ work }) => work === 'a').map((row) => row.ran);
      expect(a?.total).toBe(ran.reduce((total, ms) => total + ms, 0));
      expect(a?.max).toBe(Math.max(...ran));
    });
    fc.assert(law, { numRuns: 200 });
  });
});

describe('summaries that were looked at before', () => {
  const whole = (source: ReturnType<typeof arraySource>) =>
    (['name', 'tag', 'parent'] as const).map((by) => timingSummaryOf(source, { by }));

  it('are those of somebody who looks for the first time, also when tasks were let go', () => {
    const law = fc.property(acts, acts, (first, second) => {
      const life = new RandomLife().live(first);
      life.tape
        .create('d', { name: 'a', tags: ['t'] })
        .enter('d', 'running')
        .pass(3)
        .enter('d', 'failed');
      const source = arraySource(life.tape.facts);
      whole(source);
      life.live(second);
      expect(whole(source)).toEqual(whole(arraySource(life.tape.facts)));
      source.letGo('d');
      expect(whole(source)).toEqual(whole(source.restored()));
    });
    fc.assert(law, { numRuns: 200 });
  });

  it('hold no open row twice', () => {
    const tape = new FactTape().create('a').enter('a', 'running').pass(5);
    const source = arraySource(tape.facts, { now: () => tape.wall, mono: () => tape.mono });
    expect([timingSummaryOf(source), timingSummaryOf(source)]).toMatchObject([[{ total: 5 }], [{ total: 5 }]]);
    tape.pass(2).enter('a', 'succeeded');
    expect(timingSummaryOf(source)).toMatchObject([{ count: 1, total: 7, max: 7 }]);
  });
});

describe('the mean of a work’s past', () => {
  it('is that of its successful attempts, in milliseconds', () => {
    const tape = new FactTape().create('w').enter('w', 'running').pass(100).enter('w', 'retrying').pass(9);
    expect(meanRan(arraySource(tape.facts), 'w')).toBeUndefined();
    tape.enter('w', 'running').pass(10).enter('w', 'succeeded');
    tape.create('w2', { name: 'w' }).enter('w2', 'running').pass(20).enter('w2', 'succeeded');
    tape.create('w3', { name: 'w' }).enter('w3', 'running').pass(70).enter('w3', 'failed');
    expect(meanRan(arraySource(tape.facts), 'w')).toBe(15);
    expect(meanRan(arraySource(tape.facts), 'other')).toBeUndefined();
  });
});

describe('percentile', () => {
  it('is the smallest value that enough of the values are not above', () => {
    const law = fc.property(
      fc.array(fc.nat(), { minLength: 1 }),
      fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const found = percentile(ranked(values), percent);
        const share = (limit: (value: number) => boolean) => values.filter(limit).length * 100;
        expect(values).toContain(found);
        expect(share((value) => value <= found)).toBeGreaterThanOrEqual(percent * values.length);
        expect(share((value) => value < found)).toBeLessThan(percent * values.length);
      },
    );
    fc.assert(law);
  });

  it('of nothing is 0', () => {
    expect(percentile(ranked([]), 50)).toBe(0);
  });
});

describe('units', () => {
  it.each([
    ['ms', 86_400_000],
    ['seconds', 86_400],
    ['minutes', 1_440],
    ['hours', 24],
    ['days', 1],
  ] as const)('a day in %s', (unit, expected) => {
    expect(inUnit(86_400_000, unit)).toBe(expected);
  });
});
