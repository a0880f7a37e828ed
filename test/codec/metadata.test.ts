import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJson, checkJsonValue } from '../../src/codec/metadata.ts';
import { ValidationError } from '../../src/model/errors.ts';

function refusal(value: unknown, check: (value: unknown, path: string) => unknown = checkJson): ValidationError {
  try {
    check(value, 'metadata');
  } catch (error) {
    return error as ValidationError;
  }
  return expect.unreachable();
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { in: value };
  return value;
}

const cyclic: { list: unknown[] } = { list: [] };
cyclic.list.push(cyclic);

describe('metadata', () => {
  it('is a copy, frozen all through, of any object of JSON values', () => {
    const values = fc.dictionary(
      fc.string().filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)),
      fc.constant(1),
    );
    fc.assert(fc.property(values, (value) => isDeepStrictEqual(checkJson(value, 'metadata'), { ...value })));
    const given = { a: { b: [1, 'x', null, true, { c: -1.5 }] }, toString: 1 };
    const copy = checkJson(given, 'metadata');
    expect(copy).toEqual(given);
    expect(copy).not.toBe(given);
    expect(Object.isFrozen(given.a.b)).toBe(false);
    expect([copy, copy['a'], (copy['a'] as typeof given.a).b].every((part) => Object.isFrozen(part))).toBe(true);
  });

  it('is the same after a way through JSON', () => {
    const copy = checkJson({ zero: -0, bare: Object.assign(Object.create(null), { a: 1 }) }, 'metadata');
    expect(JSON.parse(JSON.stringify(copy))).toStrictEqual(copy);
  });

  it.each<[string, unknown, string]>([
    ['a function', { a: { b: [1, 2, () => 1] } }, 'metadata.a.b[2]'],
    ['a symbol', { a: Symbol('s') }, 'metadata.a'],
    ['a bigint', { a: [[1n]] }, 'metadata.a[0][0]'],
    ['undefined', { a: undefined }, 'metadata.a'],
    ['a missing item', { a: Array(1) }, 'metadata.a[0]'],
    ['NaN', { 'x y': NaN }, 'metadata["x y"]'],
    ['Infinity', { a: -Infinity }, 'metadata.a'],
    ['a cycle', cyclic, 'metadata.list[0]'],
    ['an instance', { a: new (class Point {})() }, 'metadata.a'],
    ['an instance of nothing', { a: Object.create(Object.create(null)) }, 'metadata.a'],
    ['a subclass of arrays', { a: new (class List extends Array {})() }, 'metadata.a'],
    ['a date', { a: new Date(0) }, 'metadata.a'],
    ['a map', { a: new Map() }, 'metadata.a'],
    ['__proto__ as a key', JSON.parse('{"a":{"__proto__":1}}'), 'metadata.a.__proto__'],
    ['constructor as a key', { constructor: 1 }, 'metadata.constructor'],
    ['prototype as a key', { prototype: 1 }, 'metadata.prototype'],
    ['a symbol as a key', { [Symbol('s')]: 1 }, 'metadata[Symbol(s)]'],
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('no');
        },
      },
      'metadata.a',
    ],
    [
      'an item that throws',
      [Object.defineProperty([], 0, { get: () => JSON.parse('') })].map((a) => ({ a }))[0],
      'metadata.a[0]',
    ],
    ['a proxy that throws', { a: new Proxy({}, { ownKeys: () => JSON.parse('') }) }, 'metadata.a'],
    ['null at the root', null, 'metadata'],
    ['undefined at the root', undefined, 'metadata'],
    ['a text at the root', 'x', 'metadata'],
    ['an array at the root', [], 'metadata'],
    ['a date at the root', new Date(0), 'metadata'],
  ])('refuses %s with its path', (_name, value, path) => {
    const error = refusal(value);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'not_json', path });
    expect(error.message).toContain(path);
    expect(error.fix).not.toBe('');
  });

  it('does not mind what nobody sees', () => {
    expect(checkJson(Object.defineProperty({ a: 1 }, Symbol('s'), { value: 1 }), 'metadata')).toEqual({ a: 1 });
  });

  it('may be 100 levels deep, and have 100,000 values', () => {
    expect(checkJson(nested(100), 'metadata')).toEqual(nested(100));
    expect(refusal(nested(101)).code).toBe('not_json');
    expect(refusal(nested(20_000)).code).toBe('not_json');
    let doubled: unknown = [1];
    for (let level = 0; level < 60; level += 1) doubled = [doubled, doubled];
    expect(refusal({ doubled }).message).toContain('100000');
  });
});

describe('any JSON value', () => {
  it('may be a scalar or an array', () => {
    for (const value of [null, true, 'x', 1.5, [], [1, [2]]])
      expect(checkJsonValue(value, 'data')).toStrictEqual(value);
    expect(refusal([1, undefined], checkJsonValue).path).toBe('metadata[1]');
  });
});
