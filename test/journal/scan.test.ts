import { expect, test } from 'vitest';
import { sealedLine } from '../../src/journal/line.ts';
import { scan } from '../../src/journal/scan.ts';
import { fact, fileOf, footer, lengthOf, seed } from '../support/segment-bytes.ts';

const scanned = (first: number, ...pieces: readonly Uint8Array[]) =>
  scan(fileOf(...pieces), seed, first, 0, lengthOf(...pieces));
const nothingBehind = { bytes: 0, newest: 0, promised: 0 };

test('the run of facts, and where the last of them stands', () => {
  const [before, last] = [lengthOf(fact(4), fact(5, 4)), lengthOf(fact(6))];
  expect(scanned(4, fact(4), fact(5, 4), fact(6))).toEqual({
    last: 6,
    bytes: before + last,
    lastLine: { offset: before, length: last },
    excess: nothingBehind,
  });
});

test('a segment without facts, with a footer or without', () => {
  expect(scanned(4)).toEqual({ last: 3, bytes: 0, lastLine: undefined, excess: nothingBehind });
  const bytes = lengthOf(footer(3));
  expect(scanned(4, footer(3))).toEqual({ last: 3, bytes, lastLine: undefined, excess: nothingBehind });
});

test('a part of a file is scanned from where it begins to where it ends', () => {
  const pieces = [fact(3), fact(4), fact(5), fact(6)];
  const [from, to] = [lengthOf(fact(3)), lengthOf(fact(3), fact(4), fact(5))];
  const { last, bytes, lastLine } = scan(fileOf(...pieces), seed, 4, from, to);
  expect({ last, bytes }).toEqual({ last: 5, bytes: to });
  expect(lastLine).toEqual({ offset: lengthOf(fact(3), fact(4)), length: lengthOf(fact(5)) });
});

test('facts over many blocks are one run', () => {
  const facts = Array.from({ length: 1500 }, (_, index) => fact(index + 1));
  const whole = scanned(1, ...facts);
  expect(whole).toMatchObject({ last: 1500, bytes: lengthOf(...facts), excess: nothingBehind });
  expect(whole.lastLine).toEqual({ offset: lengthOf(...facts.slice(0, -1)), length: lengthOf(fact(1500)) });
});

test.each([
  ['a line that does not hold', [sealedLine({ seq: 2 }, seed + 1)], 0],
  ['a line that is missing', [], 0],
  ['a line that is there already', [fact(1)], 1],
  ['the footer of other facts', [footer(2)], 2],
  ['a footer that came too early', [footer(1), fact(2)], undefined],
])('the run ends before %s; what stands behind tells what there was and what was promised', (_, odd, promised) => {
  const behind = [...odd, fact(3, promised === undefined ? 1 : 0), fact(4, 3), fact(5)];
  const found = scanned(1, fact(1), ...behind);
  const isFooter = promised === undefined;
  expect(found.last).toBe(1);
  expect(found.bytes).toBe(lengthOf(fact(1), ...(isFooter ? [footer(1)] : [])));
  expect(found.excess.bytes).toBe(lengthOf(...behind) - (isFooter ? lengthOf(footer(1)) : 0));
  expect(found.excess).toMatchObject({ newest: 5, promised: 3 });
});

test('nothing belongs to the run behind a gap, though it would be due', () => {
  expect(scanned(1, fact(1), fact(3), fact(2))).toMatchObject({ last: 1, excess: { newest: 3 } });
});

test('the highest number and watermark count, wherever they stand', () => {
  const found = scanned(1, fact(9, 8), fact(3, 2), footer(5, 'closed', 5));
  expect(found).toMatchObject({ last: 0, excess: { newest: 9, promised: 8 } });
  expect(scanned(1, footer(5, 'closed', 5)).excess).toMatchObject({ newest: 0, promised: 5 });
});

test('a last line that lacks only its break is no part of the run, and still tells what it says', () => {
  const torn = fact(2, 1).subarray(0, -1);
  expect(scanned(1, fact(1), torn)).toMatchObject({
    last: 1,
    bytes: lengthOf(fact(1)),
    excess: { bytes: torn.length, newest: 2, promised: 1 },
  });
  expect(scanned(1, fact(1), torn.subarray(0, -1)).excess).toMatchObject({ newest: 0, promised: 0 });
});

test('an empty line breaks the run, and what stands behind it is still looked at', () => {
  expect(scanned(1, Buffer.from('\n'), fact(1), fact(2, 1))).toMatchObject({
    last: 0,
    bytes: 0,
    excess: { newest: 2, promised: 1 },
  });
});

test('a last line that lacks only its break is read to its own end, whatever stood in memory before', () => {
  const facts = Array.from({ length: 1500 }, (_, index) => fact(index + 1));
  const torn = fact(1501, 1500).subarray(0, -1);
  expect(scanned(1, ...facts, torn)).toMatchObject({
    last: 1500,
    excess: { bytes: torn.length, newest: 1501, promised: 1500 },
  });
});
