import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.ts';
import { encode } from '../../src/codec/encode.ts';

const tags = [
  'undefined',
  'number',
  'bigint',
  'string',
  'date',
  'regexp',
  'url',
  'bytes',
  'map',
  'set',
  'object',
  'instance',
]
  .concat(['error', 'symbol', 'function', 'redacted', 'unreadable', 'cycle', 'cut', 'hole', 'unknown'])
  .map((tag) => `$${tag}`);

describe('decode', () => {
  it('takes any JSON under any tag without throwing, and writes into no prototype', () => {
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.constantFrom('Error', 'Buffer', 'Uint16Array', 'NaN', '12', '(', 'http://x'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...tags, 'class', 'fields', 'stack', 'name'), tie('json'), { maxKeys: 2 }),
        fc.tuple(fc.constantFrom(...tags), tie('json')).map(([tag, content]) => ({ [tag]: content })),
      ),
    }));
    const before = Reflect.ownKeys(Object.prototype).length;
    fc.assert(
      fc.property(json, (value) => void decode(value)),
      { numRuns: 2000 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before);
  });

  it.each<unknown>([
    { $date: 'today' },
    { $date: {} },
    { $number: '12' },
    { $bigint: '1x' },
    { $bigint: 12 },
    { $bigint: '9'.repeat(30_000) },
    { $string: 'x' },
    { $regexp: ['(', ''] },
    { $regexp: 'x' },
    { $url: 'nowhere' },
    { $bytes: ['Uint16Array', 'AA=='] },
    { $bytes: ['Uint8Array', '?'] },
    { $bytes: ['Function', 'AA=='] },
    { $bytes: 'AA==' },
    { $map: [['a']] },
    { $map: {} },
    { $set: {} },
    { $object: [] },
    { $instance: null },
    { $error: { message: 'x' } },
    { $error: 'x' },
    { $unknown: 1 },
    { $date: 0, other: 1 },
  ])('leaves what is malformed as it stands: %j', (value) => {
    expect(decode(value)).toStrictEqual(value);
    expect(decode(value)).not.toBe(value);
  });

  it('makes `__proto__` a field', () => {
    const decoded = decode(JSON.parse('{"__proto__":{"polluted":1},"$map":1}')) as object;
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(Object.keys(decoded)).toEqual(['__proto__', '$map']);
    expect(decode({ $object: { '.__proto__': 1, bare: 2 } })).toEqual(JSON.parse('{"__proto__":1,"bare":2}'));
  });

  it('says in words what was not recorded', () => {
    const lost = [
      { $redacted: true },
      { $unreadable: true },
      { $cycle: 1 },
      { $cut: 'size' },
      { $symbol: 's' },
      { $function: 'f' },
    ];
    expect(decode(lost)).toEqual(['[redacted]', '[unreadable]', '[cycle]', '[cut]', '[symbol s]', '[function f]']);
    expect(decode({ $string: ['begin', 900] })).toBe('begin…');
    expect(decode({ $instance: { class: 'P', fields: { x: 1 } } })).toEqual({ x: 1 });
  });

  it('makes plain errors of classes that it does not know, also of `constructor`', () => {
    const error = decode({ $error: { class: 'constructor', message: 'x', fields: { name: 'Odd', constructor: 1 } } });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'Odd', message: 'x' });
    expect(decode({ $error: { class: 'Error', fields: 7 } })).toBeInstanceOf(Error);
  });

  it('makes everything anew at each call', () => {
    const { value } = encode({ list: [{}], map: new Map([['a', {}]]) });
    const [first, second] = [decode(value), decode(value)] as { list: object[]; map: Map<string, object> }[];
    expect(first!.list[0]).not.toBe(second!.list[0]);
    expect(first!.map.get('a')).not.toBe(second!.map.get('a'));
  });

  it('gives back invalid dates and odd numbers', () => {
    expect(decode([{ $date: null }, { $number: 'NaN' }, { $number: '-0' }])).toStrictEqual([new Date(NaN), NaN, -0]);
  });

  it('ends before the stack does', () => {
    const bomb: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(() => decode(bomb)).not.toThrow();
  });

  it('gives bytes of a runtime without Buffer as an Uint8Array', () => {
    const { Buffer: kept } = globalThis;
    Reflect.deleteProperty(globalThis, 'Buffer');
    try {
      expect(decode({ $bytes: ['Buffer', 'AQ=='] })).toStrictEqual(Uint8Array.of(1));
    } finally {
      globalThis.Buffer = kept;
    }
  });
});
