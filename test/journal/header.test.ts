import { expect, test } from 'vitest';
import { encodeHeader, readHeading } from '../../src/journal/header.ts';
import { seal, sealedLine } from '../../src/journal/line.ts';
import { viewOf } from '../../src/journal/words.ts';
import { fileOf, headerAt } from '../support/segment-bytes.ts';

const known = headerAt(3, 20, { segment: 2, bytes: 512 });
const headingOf = (fields: object, number = 3) =>
  readHeading(fileOf(sealedLine({ worktrail: 'journal', version: 1, minor: 0, ...fields }, 0)), number);

test('a header is read as it was written, with where the lines behind it begin', () => {
  const bytes = encodeHeader(known);
  expect(readHeading(fileOf(bytes, Buffer.from('{"seq":20…')), 3)).toEqual({
    kind: 'whole',
    header: known,
    bytes: bytes.length,
  });
});

test('a first segment has none before it', () => {
  expect(headingOf(headerAt(3, 20))).toMatchObject({ kind: 'whole', header: headerAt(3, 20) });
});

test('a first line that never ended is torn, one that is longer than any header is bad', () => {
  const bytes = encodeHeader(known);
  expect(readHeading(fileOf(bytes.subarray(0, -1)), 3)).toEqual({ kind: 'torn' });
  expect(readHeading(fileOf(), 3)).toEqual({ kind: 'torn' });
  expect(readHeading(fileOf(Buffer.alloc(4095, 'x')), 3)).toEqual({ kind: 'torn' });
  expect(readHeading(fileOf(Buffer.alloc(4096, 'x')), 3)).toEqual({ kind: 'bad' });
});

test('a later version is told, whatever else is in its header; an earlier minor one is of no account', () => {
  expect(headingOf({ version: 2, segment: 'three' })).toEqual({ kind: 'too_new', version: 2 });
  expect(headingOf({ ...known, minor: 7 })).toMatchObject({ kind: 'whole' });
});

test('a seal that does not hold, or one of what is no JSON, is that of no header', () => {
  const bytes = Buffer.alloc(40);
  const noJson = bytes.subarray(0, seal(viewOf(bytes), 0, bytes.write('{"worktrail"'), 0));
  expect(readHeading(fileOf(noJson), 3)).toEqual({ kind: 'bad' });
  const mark = { worktrail: 'journal', version: 1, minor: 0 };
  expect(readHeading(fileOf(sealedLine({ ...mark, ...known }, 1)), 3)).toEqual({ kind: 'bad' });
  expect(readHeading(fileOf(Buffer.from('\n'), encodeHeader(known)), 3)).toEqual({ kind: 'bad' });
});

test.each([
  ['the mark of something else', { worktrail: 'checkpoint' }],
  ['no version', { version: '1' }],
  ['the number of another segment', { segment: 4 }],
  ['no first fact', { first: undefined }],
  ['a first fact beyond which there is no room to count', { first: 2 ** 52 + 1 }],
  ['a negative number', { first: -1 }],
  ['a fraction', { createdAt: 0.5 }],
  ['no seed', { seed: null }],
  ['no time', { createdAt: '2020' }],
  ['no owner', { owner: undefined }],
  ['an owner that is a list', { owner: [] }],
  ['an owner without a pid', { owner: { host: 'here' } }],
  ['an owner without a host', { owner: { pid: 1, host: 1 } }],
  ['a segment before it that comes after it', { previous: { segment: 3, bytes: 5 } }],
  ['a segment before it without a size', { previous: { segment: 2 } }],
  ['a segment before it without a number', { previous: { bytes: 5 } }],
  ['nothing before it', { previous: null }],
])('a header with %s is bad', (_, fields) => {
  expect(headingOf({ ...known, ...fields })).toEqual({ kind: 'bad' });
});

test('zero is a number, and a first fact may be as high as leaves room to count', () => {
  for (const fields of [{ seed: 0 }, { createdAt: 0 }, { first: 2 ** 52 }])
    expect(headingOf({ ...known, ...fields })).toMatchObject({ kind: 'whole', header: fields });
});
