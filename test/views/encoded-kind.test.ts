import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { containerOf, isEmpty, typeOf } from '../../src/views/encoded-kind.ts';

test.each<[Json, string | undefined, string]>([
  [null, undefined, 'null'],
  ['a', undefined, 'string'],
  [[], 'array', 'array'],
  [{}, 'object', 'object'],
  [{ $a: 1, $b: 2 }, 'object', 'object'],
  [{ $a: 1, b: 2 }, 'object', 'object'],
  [{ $date: 5 }, undefined, 'date'],
  [{ $set: [['a', 1]] }, undefined, 'set'],
  [{ $map: [['a', 1]] }, 'map', 'map'],
  [{ $map: [] }, 'map', 'map'],
  [{ $map: [[1, 1]] }, undefined, 'map'],
  [
    {
      $map: [
        ['a', 1],
        ['a', 2],
      ],
    },
    undefined,
    'map',
  ],
  [{ $map: ['a'] }, undefined, 'map'],
  [{ $map: 5 }, undefined, 'map'],
  [{ $map: 'ab' }, undefined, 'map'],
])('%j is, as a container, %s; of the type %s', (value, container, type) => {
  expect([containerOf(value), typeOf(value)]).toEqual([container, type]);
});

test('a container is empty that has no fields', () => {
  expect([isEmpty([], 'array'), isEmpty({}, 'object'), isEmpty({ $map: [] }, 'map')]).toEqual([true, true, true]);
  expect([isEmpty([1], 'array'), isEmpty({ a: 1 }, 'object'), isEmpty({ $map: [['a', 1]] }, 'map')]).toEqual([
    false,
    false,
    false,
  ]);
});
