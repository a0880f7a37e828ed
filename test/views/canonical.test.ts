import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { canonicalText } from '../../src/views/canonical.ts';

const areSame = (one: Json, other: Json): boolean => canonicalText(one) === canonicalText(other);

test.each<[Json, Json]>([
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ $set: [1, 2] }, { $set: [2, 1] }],
  [
    {
      $map: [
        ['a', 1],
        ['b', 2],
      ],
    },
    {
      $map: [
        ['b', 2],
        ['a', 1],
      ],
    },
  ],
  [{ $set: [{ a: 1, b: { $set: [1, 2] } }] }, { $set: [{ b: { $set: [2, 1] }, a: 1 }] }],
])('%j is %j', (one, other) => {
  expect(areSame(one, other)).toBe(true);
});

test.each<[Json, Json]>([
  [
    [1, 2],
    [2, 1],
  ],
  [[1, 2], { 0: 1, 1: 2 }],
  [[], {}],
  [1, '1'],
  [null, 'null'],
  [{ a: undefined as never }, { b: 1 }],
  [{ $odd: [1, 2] }, { $odd: [2, 1] }],
  [{ $set: [1] }, { $map: [1] }],
  [{ $set: 1 }, { $set: 2 }],
  [
    { $set: [1, 2], b: 1 },
    { $set: [2, 1], b: 1 },
  ],
])('%j is not %j', (one, other) => {
  expect(areSame(one, other)).toBe(false);
});
