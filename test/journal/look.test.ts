import { expect, test } from 'vitest';
import type { Link } from '../../src/journal/chain.ts';
import { look } from '../../src/journal/look.ts';
import { nothingVouched } from '../../src/journal/vouched.ts';
import { fact, fileOf, footer, header, headerAt, lengthOf } from '../support/segment-bytes.ts';

const from = header(1, 1).length;
/** The segment with the facts 1 and 2, and how it looks when another one follows. */
const link: Link = { header: headerAt(1, 1), from, to: undefined };
const good = [header(1, 1), fact(1), fact(2)];
const followedAfter = (last: number, bytes: number): Link => {
  return { header: headerAt(2, last + 1, { segment: 1, bytes }), from: 0, to: undefined };
};

test('the newest segment ends where its run of facts ends', () => {
  const length = lengthOf(fact(2));
  expect(look(fileOf(...good), link, undefined, nothingVouched)).toEqual({
    stretch: { ...link, last: 2, bytes: lengthOf(...good), lastLine: { offset: lengthOf(...good) - length, length } },
    found: { lost: 0 },
  });
});

test('its end is torn where nobody promised what is missing', () => {
  const harmed = fact(3).fill(120, 20, 24);
  expect(look(fileOf(...good, harmed), link, undefined, nothingVouched).found).toEqual({ lost: 0, torn: true });
  expect(look(fileOf(...good, harmed, fact(4, 2)), link, undefined, nothingVouched).found).toEqual({
    lost: 2,
    torn: true,
  });
  expect(look(fileOf(...good, fact(1)), link, undefined, nothingVouched).found).toEqual({ lost: 0, torn: true });
});

test('it is damaged where a later line says that what is missing was on stable storage', () => {
  const harmed = fact(3).fill(120, 20, 24);
  const found = look(fileOf(...good, harmed, fact(4, 3)), link, undefined, nothingVouched);
  expect(found.found).toEqual({ lost: 2, damaged: lengthOf(fact(3), fact(4, 3)) });
  expect(found.stretch).toMatchObject({ last: 2, bytes: lengthOf(...good) });
});

test('a segment that another one follows ends where that one says', () => {
  const [one, all] = [lengthOf(...good.slice(0, 2)), lengthOf(...good)];
  expect(look(fileOf(...good), link, followedAfter(2, all), nothingVouched)).toEqual({
    stretch: { ...link, last: 2, bytes: all },
    found: { lost: 0 },
  });
  expect(
    look(fileOf(...good.slice(0, 2), footer(1)), link, followedAfter(1, one + lengthOf(footer(1))), nothingVouched),
  ).toEqual({
    stretch: { ...link, last: 1, bytes: one + lengthOf(footer(1)) },
    found: { lost: 0 },
  });
});

test('facts right behind that place are those of an owner that had been given up', () => {
  const one = lengthOf(...good.slice(0, 2));
  expect(look(fileOf(...good, fact(3)), link, followedAfter(1, one), nothingVouched)).toEqual({
    stretch: { ...link, last: 1, bytes: one },
    found: { lost: 2, forked: true },
  });
});

test('anything else behind it is of no account', () => {
  const one = lengthOf(...good.slice(0, 2));
  expect(look(fileOf(...good.slice(0, 2), fact(9)), link, followedAfter(1, one), nothingVouched).found).toEqual({
    lost: 0,
  });
});

test('what was promised and is not there is damage', () => {
  const all = lengthOf(...good);
  const one = lengthOf(...good.slice(0, 2));
  const short = look(fileOf(...good.slice(0, 2)), link, followedAfter(2, all), nothingVouched);
  expect(short).toEqual({ stretch: { ...link, last: 1, bytes: one }, found: { lost: 0, damaged: all - one } });
  expect(look(fileOf(...good), link, followedAfter(3, all), nothingVouched).found).toEqual({ lost: 0, damaged: 0 });
});

test('a segment whose facts are all known is taken at its word, but for what stands behind it', () => {
  const all = lengthOf(...good);
  const harmed = [header(1, 1), fact(1).fill(120, 20, 24), fact(2)];
  const known = (since: number, ...pieces: readonly Uint8Array[]) =>
    look(fileOf(...pieces), link, followedAfter(2, all), { upTo: since }).found;
  expect(known(2, ...harmed)).toEqual({ lost: 0 });
  expect(known(2, ...harmed, fact(3))).toEqual({ lost: 1, forked: true });
  expect(known(1, ...harmed)).toHaveProperty('damaged');
});

test('what is known is a stretch up to where the next segment says', () => {
  const all = lengthOf(...good);
  expect(look(fileOf(...good), link, followedAfter(2, all), { upTo: 2 }).stretch).toEqual({
    ...link,
    last: 2,
    bytes: all,
  });
});

test('what was promised and is no fact is damage, though no fact is missing', () => {
  const [one, all] = [lengthOf(...good.slice(0, 2)), lengthOf(...good)];
  expect(look(fileOf(...good), link, followedAfter(1, all), nothingVouched)).toMatchObject({
    stretch: { last: 2, bytes: all },
  });
  const junk = fact(2).fill(120, 20, 24);
  expect(look(fileOf(...good.slice(0, 2), junk), link, followedAfter(1, all), nothingVouched)).toEqual({
    stretch: { ...link, last: 1, bytes: one },
    found: { lost: 0, damaged: all - one },
  });
});

test('it is looked through from the end of the newest known fact on, where that is known', () => {
  const end = { segment: 1, offset: lengthOf(...good) };
  const harmed = [header(1, 1), fact(1).fill(120, 20, 24), fact(2)];
  const all = [...harmed, fact(3)];
  const begun = { seq: 2, offset: end.offset };
  const line = { offset: end.offset, length: lengthOf(fact(3)) };
  expect(look(fileOf(...all), link, undefined, { upTo: 2, end })).toEqual({
    stretch: { ...link, begun, last: 3, bytes: lengthOf(...all), lastLine: line },
    found: { lost: 0 },
  });
  expect(look(fileOf(...harmed), link, undefined, { upTo: 2, end }).stretch.lastLine).toEqual({
    offset: lengthOf(...good.slice(0, 2)),
    length: lengthOf(fact(2)),
  });
  const followed = look(fileOf(...all), link, followedAfter(3, lengthOf(...all)), { upTo: 2, end });
  expect(followed.stretch).toEqual({ ...link, begun, last: 3, bytes: lengthOf(...all) });
});
