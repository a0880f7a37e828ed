import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.ts';
import { encode } from '../../src/codec/encode.ts';
import type { Json } from '../../src/model/json.ts';
import { tagOf } from '../../src/views/encoded-kind.ts';

const awkwardKeys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '$date',
  '$map',
  '$x',
  '.a',
  '$',
  '',
  '…',
  '\ud800',
);
/** `isDeepStrictEqual` calls two invalid dates unequal: such a date is looked at by itself below. */
const leaves = [
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: true }),
];
const anyValue = fc.anything({
  values: leaves,
  key: fc.oneof(fc.string({ unit: 'binary' }), awkwardKeys),
  withBigInt: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 4,
});
const wide = { depth: 100, nodes: 1_000_000, bytes: 100_000_000 };

const roundTrip = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value).value)));

describe('laws', () => {
  it('gives back what it recorded, through JSON', () => {
    const law = (value: unknown) => {
      const { value: recorded, lossy } = encode(value, { caps: wide });
      expect(lossy).toBe(false);
      const read: unknown = JSON.parse(JSON.stringify(recorded));
      expect(isDeepStrictEqual(read, recorded)).toBe(true);
      expect(isDeepStrictEqual(decode(read), value)).toBe(true);
    };
    fc.assert(fc.property(anyValue, law), { numRuns: 500 });
  });

  it('gives back objects with awkward keys', () => {
    const objects = fc.dictionary(awkwardKeys, fc.oneof(fc.integer(), fc.constant({ $date: 0 })), {
      noNullPrototype: true,
    });
    fc.assert(fc.property(objects, (value) => isDeepStrictEqual(roundTrip(value), value)));
  });

  it('says that what it gives back differently is lossy', () => {
    const odd = fc.oneof(
      fc.constantFrom<unknown>(Symbol('s'), () => 1, new (class P {})(), Object('boxed'), new WeakMap()),
      fc.constantFrom<unknown>(
        new (class M extends Map {})(),
        Object.assign(new Date(0), { zone: 1 }),
        /a(b)/.exec('ab'),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(anyValue, odd)), (value) => {
        const { value: recorded, lossy } = encode(value, { caps: wide });
        return lossy || isDeepStrictEqual(decode(recorded), value);
      }),
    );
  });

  it('leaves what the host handed over as it was', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const before = structuredClone(value);
        encode(value, { caps: { depth: 2, nodes: 5, bytes: 50 } });
        encode(value);
        expect(isDeepStrictEqual(structuredClone(value), before)).toBe(true);
      }),
    );
    const value = { a: [{ b: 1 }], m: new Map([[{}, 1]]) };
    encode(value);
    expect([value, value.a, value.a[0]].some((part) => Object.isFrozen(part))).toBe(false);
  });

  it('keeps nothing of the host: a later change is not seen', () => {
    const value = { list: [1], at: new Date(0), bytes: Uint8Array.of(1) };
    const { value: recorded } = encode(value);
    const before = JSON.stringify(recorded);
    value.list.push(2);
    value.at.setTime(5);
    value.bytes[0] = 9;
    expect(JSON.stringify(recorded)).toBe(before);
  });

  it('tags with one key that begins with $, and writes no other object that has such a key', () => {
    const check = (recorded: Json): void => {
      if (typeof recorded !== 'object' || recorded === null) return;
      const keys = Object.keys(recorded);
      expect(keys.length === 1 || keys.every((key) => !key.startsWith('$'))).toBe(true);
      if (keys.includes('__proto__')) expect.unreachable();
      if (tagOf(recorded) === undefined) Object.values(recorded).forEach(check);
    };
    fc.assert(fc.property(anyValue, (value) => check(encode(value).value)));
  });
});

describe('how values are written', () => {
  it.each<[string, unknown, Json]>([
    ['null', null, null],
    ['booleans', [true, false], [true, false]],
    ['numbers', [1, -1.5, 1e300], [1, -1.5, 1e300]],
    [
      'numbers that JSON lacks',
      [NaN, Infinity, -Infinity, -0],
      ['NaN', 'Infinity', '-Infinity', '-0'].map(($number) => ({ $number })),
    ],
    ['undefined', { a: undefined }, { a: { $undefined: true } }],
    ['bigints', -12n, { $bigint: '-12' }],
    ['dates', [new Date(5), new Date(NaN)], [{ $date: 5 }, { $date: null }]],
    [
      'maps',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, {}],
      ]),
      {
        $map: [
          ['a', 1],
          [2, {}],
        ],
      },
    ],
    ['sets', new Set([1, [2]]), { $set: [1, [2]] }],
    ['patterns', /a\/b/gi, { $regexp: ['a\\/b', 'gi'] }],
    ['addresses', new URL('http://a.b/c'), { $url: 'http://a.b/c' }],
    ['bytes', Uint8Array.of(1, 2, 255), { $bytes: ['Uint8Array', 'AQL/'] }],
    ['missing items', Array(2).concat([1]), [{ $hole: true }, { $hole: true }, 1]],
    ['keys like tags', { $date: 1, b: 2 }, { $object: { '.$date': 1, '.b': 2 } }],
    ['a prototype that is a field', JSON.parse('{"__proto__":1}'), { $object: { '.__proto__': 1 } }],
    ['objects without prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['halves of surrogate pairs', 'a\ud800', 'a\ud800'],
  ])('%s', (_name, value, recorded) => {
    expect(encode(value)).toStrictEqual({ value: recorded, lossy: false });
  });

  it.each<[string, unknown, Json]>([
    ['functions', function load() {}, { $function: 'load' }],
    ['functions with an odd name', Object.defineProperty(() => 1, 'name', { value: 5 }), { $function: '' }],
    ['symbols', [Symbol('s'), Symbol()], [{ $symbol: 's' }, { $symbol: '' }]],
    [
      'instances of classes',
      new (class Point {
        x = 1;
        #y = 2;
        y = () => this.#y;
      })(),
      { $instance: { class: 'Point', fields: { x: 1, y: { $function: 'y' } } } },
    ],
    [
      'instances without class name',
      Object.create(Object.create({ constructor: { name: 7 } })),
      { $instance: { class: '', fields: {} } },
    ],
    ['promises', Promise.resolve(1), { $instance: { class: 'Promise', fields: {} } }],
    ['subclasses of arrays', Object.assign(new (class List extends Array {})(), [1]), [1]],
    ['subclasses of maps', new (class M extends Map<number, number> {})([[1, 2]]), { $map: [[1, 2]] }],
    ['fields with symbols as keys', { a: 1, [Symbol('s')]: 2 }, { a: 1 }],
    ['arrays with names', Object.assign([1], { index: 0 }), [1]],
    ['dates with fields', Object.assign(new Date(5), { zone: 'x' }), { $date: 5 }],
    ['shared memory', new SharedArrayBuffer(1), { $bytes: ['SharedArrayBuffer', 'AA=='] }],
    ['a subclass of bytes', new (class Pixels extends Uint8Array {})(1), { $bytes: ['Uint8Array', 'AA=='] }],
  ])('lossy: %s', (_name, value, recorded) => {
    expect(encode(value)).toStrictEqual({ value: recorded, lossy: true });
  });

  it('does not mind symbols as keys that nobody sees', () => {
    expect(encode(Object.defineProperty({}, Symbol('s'), { value: 1 })).lossy).toBe(false);
  });

  it('knows what comes from another realm', async () => {
    const { runInNewContext } = await import('node:vm');
    const foreign: unknown = runInNewContext(
      '({ o: { a: 1 }, d: new Date(5), m: new Map([[1, 2]]), l: [1], r: /x/g, e: new RangeError("e") })',
    );
    const { value } = encode(foreign) as { value: { [key: string]: Json } };
    expect({ ...value, e: undefined }).toEqual({
      o: { a: 1 },
      d: { $date: 5 },
      m: { $map: [[1, 2]] },
      l: [1],
      r: { $regexp: ['x', 'g'] },
    });
    expect(decode(value['e'])).toMatchObject({ name: 'RangeError', message: 'e' });
  });
});

describe('bytes', () => {
  it.each([
    new ArrayBuffer(3),
    new DataView(Uint8Array.of(9, 1, 2, 9).buffer, 1, 2),
    Float64Array.of(1.5, NaN),
    BigInt64Array.of(-1n),
    Uint16Array.of(1, 2, 3).subarray(1),
    Buffer.from('text'),
    new Uint8Array(20_000).fill(7),
  ])('come back: %o', (value) => {
    const back = roundTrip(value);
    expect(Object.prototype.toString.call(back)).toBe(Object.prototype.toString.call(value));
    expect(isDeepStrictEqual(back, value instanceof DataView ? new DataView(Uint8Array.of(1, 2).buffer) : value)).toBe(
      true,
    );
  });
});

describe('errors as values', () => {
  it('come back with class, message, stack, cause and fields', () => {
    const error = Object.assign(new TypeError('bad', { cause: new Error('why') }), { code: 'E_BAD', at: new Date(0) });
    const back = roundTrip({ error }) as { error: TypeError };
    expect(encode(error).lossy).toBe(false);
    expect(back.error).toBeInstanceOf(TypeError);
    expect(isDeepStrictEqual(back.error, error)).toBe(true);
    expect(back.error.stack).toBe(error.stack);
    expect(Object.keys(back.error)).toEqual(['code', 'at']);
  });

  it('come back with several causes and with a name of their own', () => {
    const several = new AggregateError([new Error('a'), 'b'], 'all');
    const back = roundTrip(several) as AggregateError;
    expect(back).toBeInstanceOf(AggregateError);
    expect(back.errors).toEqual([new Error('a'), 'b']);
    const named = Object.assign(new Error('x'), { name: 'Odd' });
    expect(roundTrip(named)).toMatchObject({ name: 'Odd', message: 'x' });
  });

  it('are plain errors and lossy where their class is not known', () => {
    const { value, lossy } = encode(new DOMException('gone', 'AbortError'));
    expect(lossy).toBe(true);
    expect(decode(value)).toMatchObject({ name: 'AbortError', message: 'gone' });
    expect(decode(value)).toBeInstanceOf(Error);
  });

  it('have no stack where there was none', () => {
    const bare = new Error('x');
    delete bare.stack;
    expect(Object.hasOwn(roundTrip(bare) as Error, 'stack')).toBe(false);
  });
});
