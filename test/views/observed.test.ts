import { describe, expect, test } from 'vitest';
import type { FactOf } from '../../src/model/facts.ts';
import type { Json } from '../../src/model/json.ts';
import { type Expected, ObservedValues } from '../../src/views/observed.ts';
import { FactTape } from '../support/fact-tape.ts';

type Observation = FactOf<'changed'>;

/** Observations of one target, one after the other. */
function observed(...values: readonly (Json | undefined)[]) {
  const tape = new FactTape();
  for (const value of values) tape.observe('a', 'x', value);
  const facts = tape.facts as Observation[];
  const of = new ObservedValues();
  for (const fact of facts) of.observe(fact);
  return { of, facts };
}

const again = (values: ObservedValues): ObservedValues =>
  ObservedValues.load(JSON.parse(JSON.stringify(values.save())) as Json);

test('the values in order: one that stays is told once, one that comes back again, one that vanished not', () => {
  const { of } = observed(1, 1, 2, undefined, 1);
  expect(of.valuesOf('x')).toEqual([1, 2, 1]);
  expect([of.get('x'), of.get('y'), of.valuesOf('y')]).toEqual([1, undefined, []]);
});

test('an observation of which more is to come tells no value of its own', () => {
  const tape = new FactTape().observe('a', 'x', { a: 1 }, { more: true }).observe('a', 'x', { a: 1, b: 2 });
  const of = new ObservedValues();
  for (const fact of tape.facts) of.observe(fact as Observation);
  expect(of.valuesOf('x')).toEqual([{ a: 1, b: 2 }]);
});

describe('a value that is expected', () => {
  const [before, after] = [{ n: 1 }, { n: 2 }];
  const { facts } = observed(before, after);
  const [first, second] = facts as [Observation, Observation];

  function afterSecond(expected: Partial<Expected>): Json | undefined {
    const of = new ObservedValues();
    of.observe(first);
    of.expect({ before: of.get('x'), changes: second.changes, after, ...expected });
    of.observe(second);
    return of.get('x');
  }

  test('is taken as it is', () => {
    expect(afterSecond({})).toBe(after);
  });

  test('is worked out where other changes were recorded, or another value stood before', () => {
    for (const other of [{ changes: [...second.changes] }, { before: { n: 1 } }]) {
      const value = afterSecond(other);
      expect(value).toEqual(after);
      expect(value).not.toBe(after);
    }
  });

  test('is expected of the next observation alone', () => {
    const of = new ObservedValues();
    of.expect({ before: undefined, changes: second.changes, after });
    of.observe(first);
    of.observe(second);
    expect(of.get('x')).not.toBe(after);
    expect(of.get('x')).toEqual(after);
  });
});

describe('observations that were let go', () => {
  test('leave the value that stood after the newest of them', () => {
    const { of, facts } = observed({ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 });
    expect(of.isCut).toBe(false);
    of.forget(facts.slice(0, 2));
    expect([of.valuesOf('x'), of.get('x'), of.isCut]).toEqual([[{ n: 2 }, { n: 3 }, { n: 4 }], { n: 4 }, true]);
  });

  test('may go in any order: an older one that goes later changes nothing', () => {
    const { of, facts } = observed({ n: 1 }, { n: 1, m: 1 }, { n: 1, m: 2 }, { m: 2 });
    of.forget([facts[2] as Observation]);
    expect(of.valuesOf('x')).toEqual([{ n: 1, m: 2 }, { m: 2 }]);
    of.forget([facts[0] as Observation]);
    expect([of.valuesOf('x'), of.get('x')]).toEqual([[{ n: 1, m: 2 }, { m: 2 }], { m: 2 }]);
  });

  test('of a target that nobody knows change nothing', () => {
    const { of } = observed(1);
    of.forget([{ ...(observed(1).facts[0] as Observation), target: 'z' }]);
    expect([of.valuesOf('x'), of.get('z'), of.isCut]).toEqual([[1], undefined, false]);
  });

  test('are all that is kept for ever', () => {
    const { of, facts } = observed(1, 2, 3);
    expect(of.save()).toEqual([]);
    of.forget(facts.slice(0, 2));
    expect(of.save()).toEqual([['x', 2, 2]]);
    const loaded = again(of);
    for (const fact of facts) loaded.observe(fact);
    expect([loaded.valuesOf('x'), loaded.get('x')]).toEqual([[2, 3], 3]);
  });

  test('leave nothing where the target was not there any more', () => {
    const { of, facts } = observed(1, undefined);
    of.forget(facts);
    expect(of.save()).toEqual([['x', 2]]);
    expect([again(of).get('x'), again(of).valuesOf('x'), again(of).isCut]).toEqual([undefined, [], true]);
  });
});
