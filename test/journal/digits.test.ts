import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Digits } from '../../src/journal/digits.ts';

const digits = new Digits();
/** The number at the head of a text, and what stands behind it. */
function read(text: string): [number, string] {
  const bytes = Buffer.from(`x${text}`);
  const value = digits.read(bytes, 1);
  return [value, bytes.toString('latin1', digits.end)];
}

test.each([
  ['0', 0],
  ['7', 7],
  ['0.5', 0.5],
  ['1795185070400', 1_795_185_070_400],
  ['40.994327999999996', 40.994327999999996],
  ['9007199254740993', 9_007_199_254_740_992],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  [`0.${'0'.repeat(22)}1`, 1e-23],
  [`0.${'0'.repeat(30)}1`, 1e-31],
])('%s is read as JSON.parse reads it', (text, value) => {
  expect(read(`${text},`)).toEqual([value, ',']);
});

test.each(['', ',', '-1', '.5', '1.', '01', '00', '00.5', '+1', 'e1'])('%j is refused', (text) => {
  expect(read(text)[0]).toBe(-1);
});

test('what JSON.parse reads without an exponent is read the same, also as the clocks write it', () => {
  const numbers = fc.oneof(
    fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    fc.double({ min: 0, max: 1e15, noNaN: true }),
    fc.nat().map((time) => time + performance.now()),
  );
  fc.assert(
    fc.property(numbers, (number) => {
      const text = JSON.stringify(number);
      fc.pre(!text.includes('e'));
      expect(read(`${text}}`)).toEqual([number, '}']);
    }),
    { numRuns: 5000 },
  );
});

test('a text of digits and points is read as JSON.parse reads it, or refused', () => {
  const pieces = fc.array(fc.constantFrom('0', '1', '9', '05', '.', '123456789', '-', 'e'), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const [value, behind] = read(parts.join(''));
      if (value === -1) return;
      expect(JSON.parse(parts.join('').slice(0, parts.join('').length - behind.length))).toBe(value);
    }),
    { numRuns: 5000 },
  );
});
