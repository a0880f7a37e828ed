import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { diff } from '../../src/views/diff.ts';
import { apply, invert } from '../../src/views/patch.ts';
import { decoded, encodedValue } from '../support/encoded.ts';

const maybeValue = fc.option(encodedValue, { nil: undefined, freq: 12 });

function expectSame(actual: Json | undefined, expected: Json | undefined): void {
  expect(actual === undefined).toBe(expected === undefined);
  if (actual !== undefined && expected !== undefined) expect(decoded(actual)).toStrictEqual(decoded(expected));
}

describe('laws of changes', () => {
  it('applying them leads from before to after, and the inverse leads back', () => {
    const law = fc.property(maybeValue, maybeValue, (before, after) => {
      const changes = diff(before, after);
      expectSame(apply(before, changes), after);
      expectSame(apply(after, invert(changes)), before);
    });
    fc.assert(law, { numRuns: 3_000 });
  });

  it('hold over a whole history', () => {
    const law = fc.property(fc.array(encodedValue, { minLength: 1, maxLength: 6 }), (values) => {
      const steps = values.map((value, at) => diff(values[at - 1], value));
      expectSame(apply(undefined, steps.flat()), values.at(-1));
      expectSame(apply(values.at(-1), invert(steps.flat())), undefined);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it('there is none exactly where the values are equal', () => {
    const law = fc.property(encodedValue, encodedValue, (before, after) => {
      expect(diff(before, structuredClone(before))).toEqual([]);
      if (diff(before, after).length === 0) expectSame(before, after);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it('what is given is never written to, and each path is changed once', () => {
    const law = fc.property(encodedValue, encodedValue, (before, after) => {
      const text = JSON.stringify([before, after]);
      const changes = diff(before, after);
      apply(deepFreeze(before), deepFreeze(changes));
      expect(JSON.stringify([before, after])).toBe(text);
      expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it('the inverse of the inverse is the same', () => {
    const law = fc.property(encodedValue, encodedValue, (before, after) => {
      const changes = diff(before, after);
      expect(invert(invert(changes))).toEqual(changes);
    });
    fc.assert(law, { numRuns: 200 });
  });
});

describe('apply', () => {
  it('shares with its input what did not change', () => {
    const before = { kept: { a: [1, 2] }, changed: { b: 1, also: {} } };
    const after = apply(before, [{ type: 'UPDATE', path: '/changed/b', before: 1, after: 2 }]) as typeof before;
    expect(after.kept).toBe(before.kept);
    expect(after.changed.also).toBe(before.changed.also);
    expect(before.changed.b).toBe(1);
    expect(apply(before, [])).toBe(before);
  });

  it('leads there and back over tens of thousands of changes', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at] as const);
    const value = { list: rows.map(([, at]) => at), map: { $map: rows }, object: Object.fromEntries(rows) };
    const changes = diff(undefined, value);
    expect(changes).toHaveLength(30_000);
    expect(apply(undefined, changes)).toEqual(value);
    expect(apply(value, invert(changes))).toBeUndefined();
  });

  it('takes digits alone for a place in a list', () => {
    for (const token of ['+0', '-0', ' 0', '1e0', '0x', '0x1', '0.0', '']) {
      expect(apply([1, 2], [{ type: 'UPDATE', path: `/${token}`, after: 3 }])).toEqual([1, 2]);
      expect(apply([1, 2], [{ type: 'DELETE', path: `/${token}`, before: 1 }])).toEqual([1, 2]);
    }
  });

  it('sets, changes and removes the key __proto__ like any other one', () => {
    const path = '/__proto__';
    const made = apply({}, [{ type: 'CREATE', path, after: 1 }]);
    expect(JSON.stringify(made)).toBe('{"__proto__":1}');
    const changed = apply(made, [
      { type: 'UPDATE', path, after: 2 },
      { type: 'UPDATE', path, after: 3 },
    ]);
    expect(JSON.stringify(changed)).toBe('{"__proto__":3}');
    const gone = apply({}, [
      { type: 'CREATE', path, after: 1 },
      { type: 'DELETE', path, before: 1 },
    ]);
    expect(JSON.stringify(gone)).toBe('{}');
  });

  it('leaves out what does not fit', () => {
    const changes = [
      { type: 'UPDATE', path: '/none/x', after: 1 },
      { type: 'DELETE', path: '/rows/7', before: 1 },
      { type: 'DELETE', path: '/rows/length', before: 1 },
      { type: 'CREATE', path: '/rows/9', after: 1 },
      { type: 'UPDATE', path: '/leaf/x', after: 1 },
    ] as const;
    expect(apply({ rows: [1], leaf: 5 }, changes)).toEqual({ rows: [1], leaf: 5 });
    expect(apply(undefined, [{ type: 'UPDATE', path: '/a', after: 1 }])).toBeUndefined();
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

describe('the inverse of a change', () => {
  it('has no more fields than it needs', () => {
    const create = { path: '/a', type: 'CREATE', after: 1 } as const;
    const remove = { path: '/a', type: 'DELETE', before: 1 } as const;
    const update = { path: '/a', type: 'UPDATE', before: 1, after: 2 } as const;
    expect([create, remove, update].flatMap((change) => invert([change]))).toStrictEqual([
      remove,
      create,
      { path: '/a', type: 'UPDATE', before: 2, after: 1 },
    ]);
  });
});
