import { crc32 as native } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../src/journal/checksum.ts';
import { fieldsEnd, seal, sealBytes, sealedEnd, sealedLine, seqAt, watermarkAt } from '../../src/journal/line.ts';

test('the known check value', () => {
  expect(crc32(Buffer.from('123456789'), 0, 9, 0)).toBe(0xcbf43926);
});

test('of any part, with any seed, it is that of zlib', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 60, maxLength: 200 }),
      fc.nat(50),
      fc.nat({ max: 2 ** 32 - 1 }),
      (bytes, skip, seed) => {
        const start = Math.min(skip, bytes.length);
        expect(crc32(bytes, start, bytes.length, seed)).toBe(native(bytes.subarray(start), seed));
      },
    ),
  );
});

test('a sealed line holds with its own seed, with no other, and with no bit changed', () => {
  fc.assert(
    fc.property(fc.object(), fc.nat({ max: 2 ** 32 - 1 }), fc.nat(), fc.nat(7), (object, seed, at, bit) => {
      const line = sealedLine({ seq: 1, ...object }, seed);
      const end = line.length - 1;
      expect(sealedEnd(line, 0, end, seed)).toBe(line.length - sealBytes);
      expect(sealedEnd(line, 0, end, (seed + 1) % 2 ** 32)).toBe(-1);
      const place = at % end;
      line[place] = (line[place] as number) ^ (1 << bit);
      expect(sealedEnd(line, 0, end, seed)).toBe(-1);
    }),
  );
});

test('the watermark is the one of the line, not what a fact holds', () => {
  const line = (text: string) => {
    const bytes = Buffer.alloc(200);
    const body = bytes.write(text);
    const end = seal(bytes, 0, body, 9) - 1;
    expect(sealedEnd(bytes, 0, end, 9)).toBe(body);
    return watermarkAt(bytes, fieldsEnd(bytes, 0, body), body);
  };
  expect(line('{"seq":7,"a":1,"y":65')).toBe(65);
  expect(line('{"seq":7,"a":{"y":65}')).toBe(0);
  expect(line('{"seq":7,"a":",\\"y\\":65"')).toBe(0);
  expect(line('{"seq":7,"a":[",\\"y\\":",65]')).toBe(0);
  expect(line('{"seq":7')).toBe(0);
});

test('the number at the head of a line', () => {
  const at = (text: string) => seqAt(Buffer.from(text), 0);
  expect(at('{"seq":120,"a":1')).toBe(120);
  expect(at('{"seq":12}')).toBe(0);
  expect(at('{"seq":-3,')).toBe(0);
  expect(at('{"seq":')).toBe(0);
});
