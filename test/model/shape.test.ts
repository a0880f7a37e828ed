import { describe, expect, it } from 'vitest';
import { ValidationError } from '../../src/model/errors.ts';
import * as shape from '../../src/model/shape.ts';

/** What is said of a value, the path in front; undefined where all is well. */
function said(rule: shape.Rule, value: unknown): string | undefined {
  try {
    shape.check(rule, value, 'Options');
    return undefined;
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
}

const size = () => shape.fields({ width: shape.count, height: shape.count }, ['width']);

describe('check', () => {
  it('lets pass what keeps its rule', () => {
    expect(said(size(), { width: 1, height: 2 })).toBeUndefined();
  });

  it('refuses with a code, a path, what was wrong and where to look', () => {
    const refused = (value: unknown) => () => shape.check(shape.fields({ size: size() }), value, 'Options');
    expect(refused({ size: { width: -1 } })).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        path: 'Options.size.width',
        message: 'Options.size.width must be a whole number, 0 or more.',
        fix: 'Mend Options.size.width; the type Options lists what there is.',
      }),
    );
    expect(refused({ sice: {} })).toThrow(
      expect.objectContaining({ code: 'unknown_option', message: 'Options.sice is unknown.' }),
    );
  });
});

describe('fields', () => {
  it.each([undefined, null, 5, 'text', ['width']])('refuses %j, which is no object', (value) => {
    expect(said(size(), value)).toBe('Options must be an object.');
  });

  it('lets a field be left out or undefined, but not one that is needed', () => {
    expect(said(size(), { width: 0, height: undefined })).toBeUndefined();
    expect(said(size(), { height: 1 })).toBe('Options.width is missing.');
    expect(said(size(), { width: undefined })).toBe('Options.width is missing.');
  });

  it('knows own names only', () => {
    expect(said(size(), { width: 1, toString: 1 })).toBe('Options.toString is unknown.');
  });
});

describe('lists and choices', () => {
  it('names the place of a member', () => {
    const rule = shape.listOf(size());
    expect(said(rule, [])).toBeUndefined();
    expect(said(rule, [{ width: 1 }, { width: 1.5 }])).toBe('Options.1.width must be a whole number, 0 or more.');
    expect(said(rule, { width: 1 })).toBe('Options must be a list.');
  });

  it('either takes what one of the rules takes, and tells the problem of the first', () => {
    const rule = shape.either(shape.flag, shape.count);
    expect([true, 3].map((value) => said(rule, value))).toEqual([undefined, undefined]);
    expect(said(rule, 'text')).toBe('Options must be true or false.');
  });

  it('oneOf lists the words', () => {
    const rule = shape.oneOf('auto', 'host');
    expect(said(rule, 'host')).toBeUndefined();
    expect(said(rule, 'hosts')).toBe('Options must be one of "auto", "host".');
  });

  it('having takes objects and functions with all members', () => {
    const rule = shape.having('must be a journal', 'name', 'length');
    expect(said(rule, { name: 1, length: undefined })).toBeUndefined();
    expect(said(rule, () => undefined)).toBeUndefined();
    for (const value of [{ name: 1 }, null, 'text']) expect(said(rule, value)).toBe('Options must be a journal.');
  });
});

describe('single values', () => {
  it.each([
    ['text', shape.text, ['', 'a'], [1, null], 'must be a string'],
    ['flag', shape.flag, [true, false], [0, 'true'], 'must be true or false'],
    ['fn', shape.fn, [() => 1, Date], [{}, 'f'], 'must be a function'],
    ['count', shape.count, [0, 1], [-1, 0.5, 2 ** 53, '1'], 'must be a whole number, 0 or more'],
    [
      'limit',
      shape.limit,
      [0, 1, Number.POSITIVE_INFINITY],
      [-1, 0.5, 2 ** 53, '1', Number.NEGATIVE_INFINITY, Number.NaN],
      'must be a whole number, 0 or more, or Infinity',
    ],
    ['date', shape.date, [new Date(0)], [new Date('x'), 0, '2020-01-01'], 'must be a valid Date'],
    ['anything', shape.anything, [undefined, null, {}], [], ''],
  ])('%s', (_, rule, good, bad, says) => {
    for (const value of good) expect(said(rule, value)).toBeUndefined();
    for (const value of bad) expect(said(rule, value)).toBe(`Options ${says}.`);
  });

  it('span says what a span is', () => {
    expect(said(shape.span, { seconds: 1 })).toBeUndefined();
    expect(said(shape.span, -1)).toMatch(/^Options (?!span).*-1/);
  });
});
