import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash128 } from '../../src/codec/hash.ts';
import { stableKey } from '../../src/codec/stable-key.ts';
import { ValidationError } from '../../src/model/errors.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, shuffled(field)]),
  );
}

const json = fc.jsonValue().filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));

describe('the key of arguments', () => {
  it('is readable while it is short', () => {
    expect(stableKey([])).toBe('[]');
    expect(stableKey(['a.csv', 1, null, true, { b: [1, 2], a: 'x' }])).toBe(
      '["a.csv",1,null,true,{"a":"x","b":[1,2]}]',
    );
    expect(stableKey(['x'.repeat(76)])).toHaveLength(80);
  });

  it('is a hash of 128 bits when it is longer', () => {
    expect(stableKey(['x'.repeat(77)])).toBe(
      createHash('sha256')
        .update(`["${'x'.repeat(77)}"]`)
        .digest('hex')
        .slice(0, 32),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.array(json), (args) => stableKey(args) === stableKey(shuffled(args) as unknown[])));
  });

  it('is the same for equal arguments, and differs otherwise', () => {
    const text = (args: unknown[]) => JSON.stringify(shuffled(shuffled(args)));
    fc.assert(
      fc.property(fc.array(json), fc.array(json), (a, b) => {
        expect(stableKey(a)).toBe(stableKey(JSON.parse(JSON.stringify(a)) as unknown[]));
        if (stableKey(a) === stableKey(b)) expect(JSON.parse(text(a))).toEqual(JSON.parse(text(b)));
      }),
    );
    expect(stableKey(['1'])).not.toBe(stableKey([1]));
    expect(stableKey([['a', 'b']])).not.toBe(stableKey(['a', 'b']));
  });

  it('does not count undefined at the end', () => {
    expect(stableKey(['a', undefined, undefined])).toBe(stableKey(['a']));
    expect(stableKey([undefined])).toBe('[]');
    expect(() => stableKey([undefined, 'a'])).toThrow(ValidationError);
  });

  it.each<[unknown, string]>([
    [() => 1, 'arguments[0]'],
    [new Date(0), 'arguments[0]'],
    [{ a: [1n] }, 'arguments[0].a[0]'],
    [{ a: undefined }, 'arguments[0].a'],
    [NaN, 'arguments[0]'],
  ])('is refused for %s, and the option key is asked for', (arg, path) => {
    expect(() => stableKey([arg])).toThrow(
      expect.objectContaining({ code: 'not_json', path, fix: expect.stringContaining('`key`') }),
    );
  });
});

describe('the hash', () => {
  it('is the first half of SHA-256', () => {
    const expected = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000])
      expect(hash128('a'.repeat(length))).toBe(expected('a'.repeat(length)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => hash128(text) === expected(text)));
  });
});
