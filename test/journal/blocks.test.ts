import { expect, test } from 'vitest';
import { blocksOf } from '../../src/journal/blocks.ts';
import { maxLineBytes } from '../../src/journal/line.ts';
import { fileOf } from '../support/segment-bytes.ts';

/** The bytes of each block, and where it begins; the memory of a block is used again for the next one. */
function blocks(bytes: Buffer, from = 0, to = bytes.length): readonly { offset: number; text: string }[] {
  const found = [];
  for (const { bytes: piece, end, offset } of blocksOf(fileOf(bytes), from, to)) {
    found.push({ offset, text: piece.toString('latin1', 0, end) });
  }
  return found;
}

function expectWhole(bytes: Buffer, found: ReturnType<typeof blocks>, from = 0): void {
  expect(found.map(({ text }) => text).join('')).toBe(bytes.toString('latin1', from));
  let offset = from;
  for (const block of found) {
    expect(block.offset).toBe(offset);
    offset += block.text.length;
  }
}

test('nothing has no blocks', () => {
  expect(blocks(Buffer.from('abc\n'), 2, 2)).toEqual([]);
});

test('a part of a file comes in one block when it is small', () => {
  expect(blocks(Buffer.from('head\none\ntwo\ntail\n'), 5, 13)).toEqual([{ offset: 5, text: 'one\ntwo\n' }]);
});

test('a last line without its break is a block of its own', () => {
  expect(blocks(Buffer.from('one\ntwo'))).toEqual([
    { offset: 0, text: 'one\n' },
    { offset: 4, text: 'two' },
  ]);
});

test('a file that is shorter than was said ends where it ends', () => {
  expect(blocks(Buffer.from('one\n'), 0, 4000)).toEqual([{ offset: 0, text: 'one\n' }]);
});

test('many lines come in blocks of whole lines, bounded in size, without a byte too many or too few', () => {
  const lines = Array.from({ length: 9000 }, (_, index) => `${'x'.repeat(index % 60)}${index}\n`);
  const bytes = Buffer.from(lines.join(''));
  const to = bytes.lastIndexOf('\n', bytes.length - 10) + 1;
  const found = blocks(bytes, 1, to);
  expectWhole(bytes.subarray(0, to), found, 1);
  expect(found.length).toBeGreaterThan(4);
  for (const { text } of found) {
    expect(text.endsWith('\n')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(2 ** 16);
  }
});

test('a line longer than a block is handed out whole', () => {
  const bytes = Buffer.from(`short\n${'y'.repeat(300_000)}\nshort\n`);
  const found = blocks(bytes);
  expectWhole(bytes, found);
  expect(found.some(({ text }) => text.includes(`${'y'.repeat(300_000)}\n`))).toBe(true);
});

test('a line beyond the limit is handed out in pieces, in bounded memory', () => {
  const bytes = Buffer.alloc(2.5 * maxLineBytes, 'z');
  const found = blocks(bytes);
  expect(found.map(({ text }) => text.length)).toEqual([maxLineBytes, maxLineBytes, maxLineBytes / 2]);
  expect(found.map(({ offset }) => offset)).toEqual([0, maxLineBytes, 2 * maxLineBytes]);
});
