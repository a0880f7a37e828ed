import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { comparison, diff } from '../../src/views/diff.ts';
import { apply } from '../../src/views/patch.ts';
import { encodedValue } from '../support/encoded.ts';

/** Each change as a user would say it: `UPDATE /a`. */
function said(before: Json | undefined, after: Json | undefined): string[] {
  return diff(before, after).map(({ type, path, containers }) => [type, path, ...(containers ?? [])].join(' '));
}

describe('a first observation', () => {
  it('is a CREATE for each leaf', () => {
    expect(diff(undefined, { a: 1, b: 2 })).toEqual([
      { type: 'CREATE', path: '/a', after: 1, containers: ['object'] },
      { type: 'CREATE', path: '/b', after: 2 },
    ]);
  });

  it('has the root as the empty pointer where the value is a leaf itself', () => {
    expect(diff(undefined, 5)).toEqual([{ type: 'CREATE', path: '', after: 5 }]);
    expect(said(undefined, {})).toEqual(['CREATE ']);
    expect(said(undefined, null)).toEqual(['CREATE ']);
    expect(said(undefined, { $set: [1, 2] })).toEqual(['CREATE ']);
  });

  it('names the containers with the first leaf in them, nearest the root first', () => {
    expect(said(undefined, { t: { rows: [[1, 2], [3]] }, n: {} })).toEqual([
      'CREATE /t/rows/0/0 object object array array',
      'CREATE /t/rows/0/1',
      'CREATE /t/rows/1/0 array',
      'CREATE /n',
    ]);
  });

  it('goes into maps by their string keys', () => {
    expect(said(undefined, { $map: [['a', { $map: [['b', 1]] }]] })).toEqual(['CREATE /a/b map map']);
  });
});

describe('a later observation', () => {
  it('is nothing where nothing changed', () => {
    expect(diff({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
    expect(diff({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
  });

  it('has before and after of an update', () => {
    expect(diff({ a: 1, b: 2 }, { a: 3, b: 2 })).toEqual([{ type: 'UPDATE', path: '/a', before: 1, after: 3 }]);
  });

  it('takes array elements by index and removes the last first', () => {
    expect(said({ rows: [1, 2, 3] }, { rows: [1] })).toEqual(['DELETE /rows/2', 'DELETE /rows/1']);
    expect(said([1, 2, 3], [2, 3])).toEqual(['UPDATE /0', 'UPDATE /1', 'DELETE /2']);
  });

  it('removes after it updated and created', () => {
    expect(said({ a: 1, b: 1, c: 1 }, { b: 2, d: 1 })).toEqual(['UPDATE /b', 'CREATE /d', 'DELETE /c', 'DELETE /a']);
  });

  it('does not name a container that was there before, or that stays', () => {
    expect(said({ rows: [] }, { rows: [1] })).toEqual(['CREATE /rows/0']);
    expect(said({ rows: [1] }, { rows: [] })).toEqual(['DELETE /rows/0']);
  });

  it('names vanishing containers with the last leaf that is deleted', () => {
    expect(said({ t: { a: 1, b: [2, 3] } }, {})).toEqual([
      'DELETE /t/b/1',
      'DELETE /t/b/0 array',
      'DELETE /t/a object',
    ]);
    expect(said({ a: 1 }, undefined)).toEqual(['DELETE /a object']);
  });

  it('escapes pointers', () => {
    expect(said({}, { 'a/b': 1, 'c~d': 2, '': 3 })).toEqual(['CREATE /a~1b', 'CREATE /c~0d', 'CREATE /']);
  });
});

describe('TRANSFORM', () => {
  it.each<[string, Json, Json]>([
    ['a number and a string', 1, '1'],
    ['null and an object', null, {}],
    ['an array and an object', [], {}],
    ['an array with fields and an object with fields', [1], { a: 1 }],
    ['a container and a leaf', { a: 1 }, 5],
    ['a date and a string', { $date: 1 }, '1'],
    ['a map and an object', { $map: [['a', 1]] }, { a: 1 }],
    ['a set and an array', { $set: [1] }, [1]],
    ['a bigint and a number', { $bigint: '1' }, 1],
    ['undefined and null', { $undefined: true }, null],
  ])('stands between %s, once, with the whole of both', (_types, before, after) => {
    expect(diff({ x: before }, { x: after })).toEqual([{ type: 'TRANSFORM', path: '/x', before, after }]);
    expect(diff({ x: after }, { x: before })).toEqual([
      { type: 'TRANSFORM', path: '/x', before: after, after: before },
    ]);
  });

  it('does not stand between values of one type', () => {
    expect(said(1, { $number: 'NaN' })).toEqual(['UPDATE ']);
    expect(said({ $date: 1 }, { $date: 2 })).toEqual(['UPDATE ']);
    expect(said({ $set: [1] }, { $set: [2] })).toEqual(['UPDATE ']);
    expect(said({ $map: [['a', 1]] }, { $map: [[1, 1]] })).toEqual(['UPDATE ']);
  });

  it('is what a named transformation makes of an update', () => {
    const changes = diff({ a: 1, b: 1 }, { a: 2, c: 1 }, { transform: 'scale' });
    expect(changes.map(({ type }) => type)).toEqual(['TRANSFORM', 'CREATE', 'DELETE']);
  });
});

describe('equality by value', () => {
  it('ignores the order of sets and maps, also inside each other', () => {
    expect(diff({ $set: [1, { a: 1, b: 2 }] }, { $set: [{ b: 2, a: 1 }, 1] })).toEqual([]);
    expect(diff({ $set: [{ $set: [1, 2] }, 3] }, { $set: [3, { $set: [2, 1] }] })).toEqual([]);
    expect(
      diff(
        {
          $map: [
            [1, 'a'],
            [2, 'b'],
          ],
        },
        {
          $map: [
            [2, 'b'],
            [1, 'a'],
          ],
        },
      ),
    ).toEqual([]);
    expect(
      diff(
        {
          $map: [
            ['x', 1],
            ['y', 2],
          ],
        },
        {
          $map: [
            ['y', 2],
            ['x', 1],
          ],
        },
      ),
    ).toEqual([]);
  });

  it('keeps the order of arrays', () => {
    expect(said([1, 2], [2, 1])).toEqual(['UPDATE /0', 'UPDATE /1']);
    expect(said({ $set: [[1, 2]] }, { $set: [[2, 1]] })).toEqual(['UPDATE ']);
  });

  it('takes keys of an object for what they are', () => {
    const evil = JSON.parse('{"__proto__":{"a":1}}') as Json;
    expect(said({}, evil)).toEqual(['CREATE /__proto__/a object']);
    expect(said({}, { constructor: 1, toString: 2 })).toEqual(['CREATE /constructor', 'CREATE /toString']);
  });

  it('does not look into parts that are the same object', () => {
    const same = {
      get a(): number {
        throw new Error('looked');
      },
    };
    expect(said({ same: same as never, b: 1 }, { same: same as never, b: 2 })).toEqual(['UPDATE /b']);
  });
});

describe('changes that are all that differs', () => {
  const isWhole = (before: Json, after: Json) => comparison(before, after).isWhole;

  it('lead to the very text of the later value', () => {
    const law = (before: Json | undefined, after: Json) => {
      const { changes, isWhole: isAll } = comparison(before, after);
      if (isAll) expect(JSON.stringify(apply(before, changes))).toBe(JSON.stringify(after));
    };
    fc.assert(fc.property(fc.option(encodedValue, { nil: undefined }), encodedValue, law), { numRuns: 5000 });
  });

  it('are updates, and what comes at the end', () => {
    expect(isWhole({ a: 1, b: [1] }, { a: 2, b: [1, 2], c: { d: 1 } })).toBe(true);
    expect(isWhole([1, { a: 1 }, 3], [1, { a: 2 }])).toBe(true);
    expect(isWhole({ a: 1 }, { a: { b: 1 } })).toBe(true);
  });

  it('are not so where keys have another order, or are gone', () => {
    expect(isWhole({ a: 1, b: 2 }, { b: 2, a: 3 })).toBe(false);
    expect(isWhole({ a: 1, c: 2 }, { a: 1, b: 2, c: 2 })).toBe(false);
    expect(isWhole({ a: 1, b: 2 }, { a: 2 })).toBe(false);
    expect(isWhole({ $map: [['a', 1]] }, { $map: [['a', 2]] })).toBe(false);
    expect(isWhole([{ $set: [1, 2] }, 1], [{ $set: [2, 1] }, 2])).toBe(false);
  });
});
