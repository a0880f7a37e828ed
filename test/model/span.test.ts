import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValidationError } from '../../src/model/errors.ts';
import { type Span, toMs } from '../../src/model/span.ts';

const caught = (span: unknown, path?: string): ValidationError => {
  try {
    toMs(span as Span, path);
  } catch (error) {
    if (error instanceof ValidationError) return error;
  }
  throw new Error('it was not refused with a ValidationError');
};

describe('toMs', () => {
  it('takes a number as milliseconds', () => {
    expect(toMs(0)).toBe(0);
    expect(toMs(1500)).toBe(1500);
    expect(toMs(0.5)).toBe(0.5);
  });

  it.each<[Span, number]>([
    [{}, 0],
    [{ seconds: 30 }, 30_000],
    [{ seconds: 0.25 }, 250],
    [{ minutes: 1, seconds: 1 }, 61_000],
    [{ hours: 1 }, 3_600_000],
    [{ weeks: 1 }, 7 * 86_400_000],
    [{ days: 1, hours: -1 }, 23 * 3_600_000],
    [{ years: 1, months: 1 }, Math.trunc((365.2425 + 365.2425 / 12) * 86_400_000)],
  ])('takes %j as %d ms', (span, ms) => {
    expect(toMs(span)).toBe(ms);
  });

  it.each([
    [-1, 'is not a length of time: -1'],
    [Number.NaN, 'is not a length of time: NaN'],
    [Number.POSITIVE_INFINITY, 'is not a length of time: Infinity'],
    [{ seconds: -1 }, 'is not a length of time: {"seconds":-1}'],
  ])('refuses %j', (span, was) => {
    const error = caught(span, 'timeout');
    expect(error).toMatchObject({ code: 'invalid_span', path: 'timeout', message: `timeout ${was}` });
    expect(error.fix).toBe('give milliseconds >= 0 or a Duration');
  });

  it('refuses a word that is not a unit, and says which there are', () => {
    const error = caught({ seconds: 1, milliseconds: 5 });
    expect(error.message).toBe("span has no unit 'milliseconds'");
    expect(error.fix).toBe('use years, months, weeks, days, hours, minutes, seconds');
    expect(error.path).toBe('span');
  });

  // span.ts asks date-fns, which takes NaN and what is no object for 0; these turn red when span.ts refuses them.
  it.each([[{ seconds: Number.NaN }], ['5s'], [true], [null], [undefined]])('refuses %j', (span) => {
    expect(caught(span).code).toBe('invalid_span');
  });

  it('gives back every length that is a number >= 0, as it is', () => {
    fc.assert(fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (ms) => toMs(ms) === ms));
  });
});
