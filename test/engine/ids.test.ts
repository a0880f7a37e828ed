import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ids } from '../../src/engine/ids.ts';

const eraOf = (prefix: string, from = 0) => {
  const ids = new Ids();
  ids.begin(from, () => prefix);
  return ids;
};

describe('own ids', () => {
  test('are the prefix and the position in base 36', () => {
    const ids = eraOf('V1StG');
    expect([0, 9, 35, 36, 46_655].map((position) => ids.idOf(position))).toEqual([
      'V1StG-0',
      'V1StG-9',
      'V1StG-z',
      'V1StG-10',
      'V1StG-zzz',
    ]);
  });

  test('are found among the tasks that there are', () => {
    const ids = eraOf('a-b_c');
    expect(ids.positionOf('a-b_c-z', 36)).toBe(35);
    expect(ids.positionOf('a-b_c-z', 35)).toBeUndefined();
  });

  test.each(['', '-', 'a', 'b-1', 'a-', 'a-01', 'a-1.5', 'a-1 ', 'a--1', 'A-1', 'a-zzzzzzzzzzzzzzzz', 'a-!'])(
    '%j is none',
    (id) => {
      expect(eraOf('a').positionOf(id, 100)).toBeUndefined();
    },
  );

  test('belong to the era that the position is in', () => {
    const ids = eraOf('one');
    ids.begin(2, () => 'two');
    expect([0, 1, 2, 3].map((position) => ids.idOf(position))).toEqual(['one-0', 'one-1', 'two-2', 'two-3']);
    expect([ids.positionOf('one-1', 4), ids.positionOf('one-2', 4), ids.positionOf('two-1', 4)]).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });

  test('have a prefix that is made once, when the first of them is asked for', () => {
    let made = 0;
    const ids = new Ids();
    ids.begin(0, () => `p${++made}`);
    ids.begin(2, () => `q${++made}`);
    expect(made).toBe(0);
    expect([ids.idOf(3), ids.idOf(2), ids.idOf(1), ids.idOf(0)]).toEqual(['q1-3', 'q1-2', 'p2-1', 'p2-0']);
    expect(made).toBe(2);
  });

  test('without an era there are none', () => {
    expect(new Ids().idOf(0)).toBe('');
    expect(new Ids().positionOf('-0', 1)).toBeUndefined();
  });
});

describe('given ids', () => {
  test('are kept', () => {
    const ids = eraOf('a');
    ids.give(1, 'nightly');
    expect([ids.idOf(0), ids.idOf(1), ids.idOf(2)]).toEqual(['a-0', 'nightly', 'a-2']);
    expect([ids.positionOf('nightly', 2), ids.positionOf('a-1', 3)]).toEqual([1, undefined]);
  });

  test('that look like own ones name no other task', () => {
    const ids = eraOf('a');
    ids.give(0, 'job-0');
    ids.give(1, 'job-2');
    expect([0, 1, 2].map((position) => ids.idOf(position))).toEqual(['job-0', 'job-2', 'a-2']);
    expect(ids.positionOf('job-2', 3)).toBe(1);
    expect(ids.positionOf('job-1', 3)).toBeUndefined();
  });

  test('are not there before their task is, and can be taken back', () => {
    const ids = eraOf('a');
    ids.give(0, 'nightly');
    expect(ids.positionOf('nightly', 0)).toBeUndefined();
    ids.takeBack(0);
    expect(ids.idOf(0)).toBe('a-0');
    expect(ids.positionOf('nightly', 1)).toBeUndefined();
    ids.takeBack(5);
  });
});

test('a replay gives every task its id again, whoever made it', () => {
  const made = fc.oneof(fc.constantFrom('own', 'other'), fc.string({ minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(made, { maxLength: 60 }), (makers) => {
      const all = makers.map((maker, position) =>
        maker === 'own' || maker === 'other' ? `${maker}-${position.toString(36)}` : `${maker}/${position}`,
      );
      const ids = new Ids();
      all.forEach((id, position) => ids.replay(position, id));
      ids.begin(all.length, () => 'new');
      expect(all.map((_, position) => ids.idOf(position))).toEqual(all);
      expect(all.map((id) => ids.positionOf(id, all.length))).toEqual(all.map((_, position) => position));
      expect(ids.idOf(all.length)).toBe(`new-${all.length.toString(36)}`);
    }),
  );
});
