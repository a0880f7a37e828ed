import { expect, test } from 'vitest';
import { LeftLines } from '../../src/journal/left-lines.ts';

/** What is parsed of the pieces of a text that are left, and where they stand then. */
function left(text: string, ...pieces: readonly string[]) {
  const bytes = Buffer.from(text);
  const lines = new LeftLines(bytes);
  for (const [index, piece] of pieces.entries()) {
    const start = bytes.indexOf(piece);
    lines.add(start, start + piece.length, index);
  }
  const moved = lines.lines.map(({ start, end }) => bytes.toString('latin1', start, end));
  return { parsed: lines.parsed(), moved };
}

const text = '{"seq":1,"a":1,"crc":"…"}\n{"seq":2,"b":2,"y":1,"crc":"…"}\n';

test('lines without their seals are parsed, and stand at the head of their block', () => {
  const pieces = ['{"seq":1,"a":1', '{"seq":2,"b":2'];
  expect(left(text, ...pieces)).toEqual({
    parsed: [
      { seq: 1, a: 1 },
      { seq: 2, b: 2 },
    ],
    moved: pieces,
  });
  expect(left(text, pieces[1] as string).parsed).toEqual([{ seq: 2, b: 2 }]);
});

test('no lines are no facts', () => {
  expect(left(text).parsed).toEqual([]);
});

test('a line that holds no JSON, or more than one value, cannot be parsed', () => {
  expect(left(text, '"a":1,').parsed).toBeUndefined();
  const two = '{"seq":1,"a":1},{"b":2';
  expect(left(`${two},"crc":"…"}\n`, two).parsed).toBeUndefined();
});
