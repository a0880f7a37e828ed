import { expect, test } from 'vitest';
import { viewOf, Words, wordsOf } from '../../src/journal/words.ts';

/** Where in a text the word stands. */
function placesOf(word: string, text: string): readonly number[] {
  const view = viewOf(Buffer.from(text));
  return Array.from(text).flatMap((_, at) => (wordsOf(word).isAt(view, at) ? [at] : []));
}

test.each(['a', 'abc', 'abcd', 'abcdefg', 'abcdefgh'])('%j is found where it stands, up to the last byte', (word) => {
  expect(placesOf(word, `${word}-${word}`)).toEqual([0, word.length + 1]);
  expect(placesOf(word, `-${word.slice(0, -1)}`)).toEqual([]);
});

test('a byte that differs is found, wherever it stands', () => {
  const word = 'abcdefghijk';
  for (const at of word.split('').keys()) {
    expect(placesOf(word, `${word.slice(0, at)}!${word.slice(at + 1)}`)).toEqual([]);
  }
});

test('it is looked for in a part of the memory only', () => {
  const part = viewOf(Buffer.from('--abcdef--').subarray(2, 8));
  expect(wordsOf('abcdef').isAt(part, 0)).toBe(true);
  expect(wordsOf('abcdef-').isAt(part, 0)).toBe(false);
});

test('its bytes are its own', () => {
  const bytes = Buffer.from('abcdef');
  const words = new Words(bytes);
  bytes.fill(0);
  expect(words.isAt(viewOf(Buffer.from('abcdef')), 0)).toBe(true);
});

test.each(['a', 'abcd', 'abcdefghijk'])('%j is put where it is wanted, and touches nothing else', (word) => {
  const bytes = Buffer.from('-'.repeat(word.length + 5));
  expect(wordsOf(word).put(viewOf(bytes), 3)).toBe(3 + word.length);
  expect(bytes.toString()).toBe(`---${word}--`);
});
