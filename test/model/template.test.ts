import { expect, test } from 'vitest';
import { misfit, type Template } from '../../src/model/template.ts';

test.each([
  ['any', [null, 1, {}], []],
  ['text', ['', 'a'], [1, null, undefined]],
  ['flag', [true, false], [0, 'true']],
  ['num', [0, -1.5], ['1', null, Number.NaN]],
  ['count', [0, 7], [-1, 0.5, '1', 2 ** 53]],
] as const)('%s', (template, good, bad) => {
  for (const value of good) expect(misfit(template, value)).toBeUndefined();
  for (const value of bad) expect(misfit(template, value)).toBe('');
});

test('a list and a map have members that are alike', () => {
  expect(misfit(['list', 'count'], [1, 2])).toBeUndefined();
  expect(misfit(['list', 'count'], [1, 'a'])).toBe('1');
  expect(misfit(['map', ['list', 'text']], { a: [], b: ['x', 1] })).toBe('b.1');
  for (const value of [{}, null, 'a', 1]) expect(misfit(['list', 'any'], value)).toBe('');
  for (const value of [[], null, 'a']) expect(misfit(['map', 'any'], value)).toBe('');
});

test('a tuple has a template for each member, of which the last may be missing', () => {
  const template: Template = ['tuple', 'text', 'count', 'any?'];
  for (const value of [
    ['a', 1],
    ['a', 1, null],
  ])
    expect(misfit(template, value)).toBeUndefined();
  for (const value of [['a'], ['a', 1, 2, 3], {}, null]) expect(misfit(template, value)).toBe('');
  expect(misfit(template, ['a', 'b'])).toBe('1');
});

test('fields may be missing where they say so, and others may be there', () => {
  const template: Template = { name: 'text', 'inner?': { at: 'count' } };
  expect(misfit(template, { name: 'a', more: 1 })).toBeUndefined();
  expect(misfit(template, { name: 'a', inner: { at: 1 } })).toBeUndefined();
  expect(misfit(template, { inner: { at: 1 } })).toBe('name');
  expect(misfit(template, { name: 'a', inner: { at: -1 } })).toBe('inner.at');
  expect(misfit(template, { name: 'a', inner: null })).toBe('inner');
});
