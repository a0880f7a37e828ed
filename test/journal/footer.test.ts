import { expect, test } from 'vitest';
import { encodeFooter, isClosed } from '../../src/journal/footer.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { fact, fileOf, footer, header, seed } from '../support/segment-bytes.ts';

test('a footer says what the last fact is, how the segment ended, and what is on stable storage', () => {
  expect(JSON.parse(encodeFooter('sealed', 12, 9, seed).toString())).toMatchObject({ end: 12, state: 'sealed', y: 9 });
});

test('a segment is closed where its last line says so', () => {
  expect(isClosed(fileOf(header(), fact(1), footer(1, 'closed')), seed)).toBe(true);
  expect(isClosed(fileOf(footer(0, 'closed')), seed)).toBe(true);
});

test.each([
  ['another segment followed', [header(), fact(1), footer(1, 'sealed')]],
  ['facts came behind', [header(), footer(0, 'closed'), fact(1)]],
  ['its line break is missing', [header(), footer(0, 'closed').subarray(0, -1)]],
  ['the line has the seal of another segment', [header(), encodeFooter('closed', 0, 0, seed + 1)]],
  ['a fact says so', [header(), sealedLine({ seq: 1, state: 'closed' }, seed)]],
  ['there is nothing', []],
])('it is not where %s', (_, pieces) => {
  expect(isClosed(fileOf(...pieces), seed)).toBe(false);
});
