import { expect, test } from 'vitest';
import { placeIn } from '../../src/journal/vouched.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { factAt } from '../support/sample-facts.ts';
import { fact, fileOf, header, headerAt, lengthOf, seed } from '../support/segment-bytes.ts';

const first = headerAt(1, 1);
const pieces = [header(1, 1), fact(1), fact(2), fact(3)];
const offset = lengthOf(...pieces.slice(0, 3));
const placed = (upTo: number, end?: { segment: number; offset: number }) =>
  placeIn(fileOf(...pieces), first, { upTo, ...(end && { end }) });

test('is where the line of the newest vouched fact ends', () => {
  const line = { offset: lengthOf(...pieces.slice(0, 2)), length: lengthOf(fact(2)) };
  expect(placed(2, { segment: 1, offset })).toEqual({ seq: 2, offset, line });
});

test('is nowhere where another fact ends there, or none', () => {
  expect(placed(2)).toBeUndefined();
  expect(placed(3, { segment: 1, offset })).toBeUndefined();
  expect(placed(2, { segment: 2, offset })).toBeUndefined();
  expect(placed(0, { segment: 1, offset: lengthOf(pieces[0] as Buffer) })).toBeUndefined();
  for (const other of [-1, 0, 1, offset - 1, offset + 1, offset * 2, 2.5])
    expect(placed(2, { segment: 1, offset: other })).toBeUndefined();
});

test('is nowhere where the line does not hold', () => {
  const harmed = fact(2).fill(120, 20, 24);
  const end = { segment: 1, offset };
  expect(placeIn(fileOf(...pieces.slice(0, 2), harmed, fact(3)), first, { upTo: 2, end })).toBeUndefined();
});

test('is found behind a line that is as long as one may be', () => {
  const long = sealedLine({ ...factAt(2), path: 'x'.repeat(1_000_000) }, seed);
  const end = { segment: 1, offset: lengthOf(...pieces.slice(0, 2), long) };
  expect(placeIn(fileOf(...pieces.slice(0, 2), long), first, { upTo: 2, end })?.line.length).toBe(long.length);
});
