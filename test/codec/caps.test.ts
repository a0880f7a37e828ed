import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.ts';
import { defaultCaps, encode } from '../../src/codec/encode.ts';
import { fitting, jsonSize } from '../../src/codec/text-size.ts';

const cut = { $cut: 'size' };
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
}

describe('caps', () => {
  it('are 32 levels, 10,000 values and 64 KiB unless told otherwise', () => {
    expect(defaultCaps).toEqual({ depth: 32, nodes: 10_000, bytes: 65_536 });
    expect(encode(nested(32)).lossy).toBe(false);
    expect(encode(nested(33)).lossy).toBe(true);
    expect(encode(Array.from({ length: 9999 }, (_, at) => at)).lossy).toBe(false);
    expect(encode(Array.from({ length: 10_000 }, (_, at) => at)).lossy).toBe(true);
    expect(encode('x'.repeat(65_000)).lossy).toBe(false);
    expect(encode('x'.repeat(65_536)).lossy).toBe(true);
  });

  it('bound the JSON text whatever comes', () => {
    const caps = fc.record({ depth: fc.nat(6), nodes: fc.nat(30), bytes: fc.nat(500) });
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withUnicodeString: true,
    });
    const most = (depth: number) => 200 + 40 * depth;
    fc.assert(
      fc.property(
        value,
        caps,
        (any, limits) => sizeOf(encode(any, { caps: limits }).value) <= limits.bytes + most(limits.depth),
      ),
      { numRuns: 1000 },
    );
  });

  it('say where something was left out', () => {
    const caps = { depth: 9, nodes: 4, bytes: 1000 };
    expect(encode([1, 2, 3, 4, 5], { caps })).toStrictEqual({ value: [1, 2, 3, cut], lossy: true });
    expect(encode({ a: 1, b: 2, c: 3, d: 4 }, { caps }).value).toEqual({ a: 1, b: 2, c: 3, '…': cut });
    expect(encode(new Set([1, 2, 3, 4]), { caps }).value).toEqual({ $set: [1, 2, 3, cut] });
    expect(
      encode(
        new Map([
          ['a', 1],
          ['b', 2],
          ['c', 3],
          ['d', 4],
        ]),
        { caps },
      ).value,
    ).toEqual({
      $map: [
        ['a', 1],
        ['b', 2],
        ['c', 3],
        ['…', cut],
      ],
    });
    expect(encode([[[]]], { caps: { ...caps, depth: 2 } }).value).toEqual([[{ $cut: 'depth' }]]);
    expect(decode([1, cut])).toEqual([1, '[cut]']);
  });

  it('hold for bytes, for large integers and for keys', () => {
    const caps = { depth: 9, nodes: 100, bytes: 100 };
    expect(encode([new Uint8Array(1000), 1], { caps }).value).toEqual([cut, 1]);
    expect(encode([10n ** 200n, 1], { caps }).value).toEqual([cut, 1]);
    expect(encode([1n << 70_000n, -(1n << 70_000n)]).value).toEqual([cut, cut]);
    expect(sizeOf(encode({ ['k'.repeat(1000)]: 1, b: 2 }, { caps }).value)).toBeLessThan(250);
    expect(encode(['x'.repeat(1000), 'y'], { caps }).value).toEqual([
      { $string: [expect.stringMatching(/^x{80,100}$/), 1000] },
      cut,
    ]);
  });

  it('stop before the work that they spare: half a gigabyte of text, a thousand million holes, 20,000 levels', () => {
    const longest = 'x'.repeat(2 ** 29 - 24);
    expect(sizeOf(encode(longest).value)).toBeLessThan(65_600);
    const holes: unknown[] = [];
    holes.length = 1e9;
    expect(encode(holes).lossy).toBe(true);
    const failing = new Proxy([], { get: (_target, key) => (key === 'length' ? 1e9 : JSON.parse('')) });
    expect(encode(failing).lossy).toBe(true);
    expect(encode(nested(20_000)).lossy).toBe(true);
    const unlimited = { depth: Infinity, nodes: Infinity, bytes: Infinity };
    expect(() => JSON.stringify(encode(nested(20_000), { caps: unlimited }).value)).not.toThrow();
  });

  it('count a value that is shared wherever it stands', () => {
    let doubled: unknown = [1];
    for (let level = 0; level < 30; level += 1) doubled = [doubled, doubled];
    expect(encode(doubled).lossy).toBe(true);
  });
});

describe('the size of a text', () => {
  const text = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\ud800', '\udc00', '"', '\\', '\n')),
  });

  it('is at least that of its JSON, and at most six bytes a character', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(jsonSize(any)).toBeGreaterThanOrEqual(sizeOf(any) - 2);
        expect(jsonSize(any)).toBeLessThanOrEqual(any.length * 6);
      }),
    );
    expect(jsonSize('aé€😀"\u0001\ud800')).toBe(1 + 2 + 3 + 4 + 2 + 6 + 6);
  });

  it('is not exceeded by the beginning that fits, which ends in no half pair', () => {
    fc.assert(
      fc.property(text, fc.nat(100), (any, bytes) => {
        const kept = fitting(any, bytes);
        expect(any.startsWith(kept)).toBe(true);
        expect(sizeOf(kept) - 2).toBeLessThanOrEqual(bytes);
      }),
    );
    expect(fitting('a😀b', 4)).toBe('a');
    expect(fitting('a😀b', 5)).toBe('a😀');
    expect(fitting('a😀b', 3)).toBe('a');
    expect(fitting('abc', 3)).toBe('abc');
  });
});
