import { crc32 as native } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../src/journal/checksum.ts';
import { viewOf } from '../../src/journal/words.ts';

test('the known check value', () => {
  expect(crc32(viewOf(Buffer.from('123456789')), 0, 9, 0)).toBe(0xcbf43926);
});

test('of any part, with any seed, it is that of zlib', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 60, maxLength: 200 }),
      fc.nat(50),
      fc.nat({ max: 2 ** 32 - 1 }),
      (bytes, skip, seed) => {
        const start = Math.min(skip, bytes.length);
        expect(crc32(viewOf(bytes), start, bytes.length, seed)).toBe(native(bytes.subarray(start), seed));
      },
    ),
  );
});
