import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putDecimal, putWhole } from '../../src/journal/put-digits.ts';
import { viewOf } from '../../src/journal/words.ts';

/** What is written behind a byte of somebody else's; undefined where nothing is. */
function written(put: typeof putWhole, value: number): string | undefined {
  const bytes = Buffer.from('x'.repeat(40));
  const end = put(viewOf(bytes), 1, value);
  expect(bytes.toString('latin1', 0, 1)).toBe('x');
  if (end < 0) return undefined;
  expect(bytes.toString('latin1', end, end + 1)).toBe('x');
  return bytes.toString('latin1', 1, end);
}

test.each([0, 9, 10, 9_999_999, 10_000_000, 1_795_185_070_400, 100_000_000_000_000, Number.MAX_SAFE_INTEGER])(
  'the whole number %d stands as JSON has it',
  (value) => {
    expect(written(putWhole, value)).toBe(JSON.stringify(value));
  },
);

test.each([0, -0, 0.5, 283.7, 1e-6, 0.000_12, 1430.041375, 999_999_999.999_999, 12])(
  '%d stands as JSON has it',
  (value) => {
    expect(written(putDecimal, value)).toBe(JSON.stringify(value));
  },
);

test.each([-1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e-7, 40.994327999999996, 2 ** 53, 1e21])(
  '%d is not written',
  (value) => {
    expect(written(putDecimal, value)).toBeUndefined();
  },
);

test('whole numbers stand as JSON has them', () => {
  const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(whole, (value) => {
      expect(written(putWhole, value)).toBe(JSON.stringify(value));
    }),
    { numRuns: 5000 },
  );
});

test('what is written is read as the same number, and stands as JSON has it up to 15 digits', () => {
  const millionths = fc.nat({ max: Number.MAX_SAFE_INTEGER }).map((parts) => parts / 1e6);
  const numbers = fc.oneof(millionths, fc.double({ min: 0, max: 1e10, noNaN: true }), fc.nat({ max: 1e9 }));
  fc.assert(
    fc.property(numbers, (value) => {
      const text = written(putDecimal, value);
      if (text === undefined) return;
      expect(JSON.parse(text)).toBe(value);
      if (value < 1e9) expect(text).toBe(JSON.stringify(value));
    }),
    { numRuns: 5000 },
  );
});

test('what the clock of this process tells is written', () => {
  for (let reading = 0; reading < 1000; reading++) {
    const now = performance.now();
    expect(written(putDecimal, now)).toBe(JSON.stringify(now));
  }
});
