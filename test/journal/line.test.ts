import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fieldsEnd,
  isFact,
  isFooter,
  seal,
  sealBytes,
  sealedEnd,
  sealedLine,
  seqAt,
  watermarkAt,
} from '../../src/journal/line.ts';
import { viewOf } from '../../src/journal/words.ts';

const seed = 0x1234abcd;

test('a sealed line is the object, with the checksum of all before it as its last field', () => {
  const crc = crc32('{"seq":7,"text":"ü✓"', seed).toString(16).padStart(8, '0');
  expect(sealedLine({ seq: 7, text: 'ü✓' }, seed).toString()).toBe(`{"seq":7,"text":"ü✓","crc":"${crc}"}\n`);
});

test('the seal of a line among others', () => {
  const bytes = Buffer.concat([sealedLine({ seq: 1 }, seed), sealedLine({ seq: 2 }, seed)]);
  const [start, end] = [bytes.length / 2, bytes.length - 1];
  expect(sealedEnd(viewOf(bytes), start, end, seed)).toBe(end + 1 - sealBytes);
  expect(sealedEnd(viewOf(bytes), 0, end, seed)).toBe(-1);
});

test.each([
  ['hex digits in upper case', (text: string) => text.replace(/[\da-f]{8}/, (hex) => hex.toUpperCase())],
  ['another name', (text: string) => text.replace('"crc"', '"crd"')],
  ['something behind it', (text: string) => text.replace('"}', '" ')],
  ['no checksum', (text: string) => text.replace(/[\da-f]{8}/, '--------')],
  ['letters behind f', (text: string) => text.replace(/[\da-f]{8}/, 'gggggggg')],
  ['nothing before it', (text: string) => text.slice(text.indexOf(',"crc'))],
])('a seal with %s does not hold', (_, change) => {
  const texts = Array.from({ length: 20 }, (_each, seq) => sealedLine({ seq, text: 'abc' }, seed).toString());
  for (const text of texts.filter((each) => /"crc":"[^"]*[a-f]/.test(each))) {
    const changed = Buffer.from(change(text));
    expect(sealedEnd(viewOf(changed), 0, changed.length - 1, seed)).toBe(-1);
  }
});

test('a line says at its head whether it is a fact or a footer', () => {
  const kinds = ['{"seq":1}', '{"end":1}', '{"sea":1}', '{"worktrail":1}', ''].map((text) => Buffer.from(`x${text}`));
  expect(kinds.map((bytes) => isFact(bytes, 1))).toEqual([true, false, false, false, false]);
  expect(kinds.map((bytes) => isFooter(bytes, 1))).toEqual([false, true, false, false, false]);
});

test('a sealed line holds with its own seed, with no other, and with no bit changed', () => {
  fc.assert(
    fc.property(fc.object(), fc.nat({ max: 2 ** 32 - 1 }), fc.nat(), fc.nat(7), (object, seed, at, bit) => {
      const line = sealedLine({ seq: 1, ...object }, seed);
      const end = line.length - 1;
      expect(sealedEnd(viewOf(line), 0, end, seed)).toBe(line.length - sealBytes);
      expect(sealedEnd(viewOf(line), 0, end, (seed + 1) % 2 ** 32)).toBe(-1);
      const place = at % end;
      line[place] = (line[place] as number) ^ (1 << bit);
      expect(sealedEnd(viewOf(line), 0, end, seed)).toBe(-1);
    }),
  );
});

test('the watermark is the one of the line, not what a fact holds', () => {
  const line = (text: string) => {
    const bytes = Buffer.alloc(200);
    const body = bytes.write(text);
    const end = seal(viewOf(bytes), 0, body, 9) - 1;
    expect(sealedEnd(viewOf(bytes), 0, end, 9)).toBe(body);
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

/** The checksum of a line, written in another way that comes to the same sum if letters are not looked at closely. */
const sameSums: Readonly<Record<string, readonly [RegExp, (hex: string) => string]>> = {
  'a letter behind f': [/[1-9a-f]0/, (hex) => `${(Number.parseInt(hex[0] as string, 16) - 1).toString(16)}g`],
  'a capital letter': [/[0-9]/, (hex) => String.fromCharCode(87 + Number(hex))],
  'a sign, for one': [/1/, () => '-'],
  'a sign, for one less': [/[0-9a-e]f/, (hex) => `${(Number.parseInt(hex[0] as string, 16) + 1).toString(16)}-`],
};

test.each(Object.entries(sameSums))('a seal holds lower-case hex digits only: no %s', (_, [digits, change]) => {
  const texts = Array.from({ length: 100 }, (_each, seq) => sealedLine({ seq }, seed).toString());
  const changed = texts.map((text) => text.replace(/(?<="crc":")[^"]+/, (hex) => hex.replace(digits, change)));
  const others = changed.filter((text, at) => text !== texts[at]);
  expect(others.length).toBeGreaterThan(10);
  for (const text of others) {
    expect(sealedEnd(viewOf(Buffer.from(text)), 0, Buffer.byteLength(text) - 1, seed)).toBe(-1);
  }
});

test('a seal without a line does not hold', () => {
  const bytes = Buffer.alloc(sealBytes);
  expect(sealedEnd(viewOf(bytes), 0, seal(viewOf(bytes), 0, 0, seed) - 1, seed)).toBe(-1);
});

test('a watermark has a number, stands behind other fields, and in its own line', () => {
  const end = (text: string, start = 0) => fieldsEnd(Buffer.from(text), start, text.length);
  expect(end('{"a":1,"y":5')).toBe(6);
  expect(end('{"a":1,"y":')).toBe(11);
  expect(end(',"y":5')).toBe(6);
  expect(end('1,"y":5', 1)).toBe(7);
  expect(end(',"y":5', 3)).toBe(6);
});

test('a number that cannot be counted on from is none', () => {
  const at = (text: string) => seqAt(Buffer.from(text), 0);
  expect(at('{"seq":9007199254740900,')).toBe(9_007_199_254_740_900);
  expect(at('{"seq":9007199254740993,')).toBe(0);
});
