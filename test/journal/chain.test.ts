import { expect, test } from 'vitest';
import { extentsOf, readChain } from '../../src/journal/chain.ts';
import { Folder, segmentName } from '../../src/journal/folder.ts';
import { encodeHeader } from '../../src/journal/header.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { headerAt } from '../support/segment-bytes.ts';
import { SimDisk } from '../support/sim-disk.ts';

const size = encodeHeader(headerAt(1, 1)).length;

/** Segments that follow each other, two facts in each. */
function disk(...numbers: readonly number[]): SimDisk {
  const made = new SimDisk();
  for (const number of numbers) {
    const previous = number > 1 ? { segment: number - 1, bytes: number * 100 } : undefined;
    made.put(segmentName(number), encodeHeader(headerAt(number, 2 * number - 1, previous)));
  }
  return made;
}
const chainOn = (made: SimDisk) => readChain(new Folder(made.files(), '/runs'));
const numbersIn = (made: SimDisk) => chainOn(made).links.map(({ header }) => header.segment);

test('nothing is a chain of no segments', () => {
  expect(chainOn(disk())).toEqual({ links: [], broken: undefined, highest: 0, headless: undefined });
});

test('each segment says where the one before it ends', () => {
  const { links, ...rest } = chainOn(disk(1, 2, 3));
  expect(rest).toEqual({ broken: undefined, highest: 3, headless: undefined });
  expect(links.map(({ to }) => to)).toEqual([200, 300, undefined]);
  expect(links[0]).toMatchObject({ header: headerAt(1, 1), from: size });
});

test('a segment holds the facts before the first of the next one', () => {
  expect(extentsOf(chainOn(disk(1, 2, 3))).map(({ last }) => last)).toEqual([2, 4, Infinity]);
});

test('old segments may have been removed', () => {
  expect(chainOn(disk(3, 4))).toMatchObject({ broken: undefined, highest: 4 });
  expect(numbersIn(disk(3, 4))).toEqual([3, 4]);
});

test.each([
  ['is gone', (made: SimDisk) => made.files().remove(`/${segmentName(3)}`)],
  ['is another one', (made: SimDisk) => made.put(segmentName(3), encodeHeader(headerAt(7, 1)))],
  ['has no header', (made: SimDisk) => made.put(segmentName(3), new Uint8Array())],
])('where a segment between others %s, the chain ends before it', (_, harm) => {
  const made = disk(1, 2, 3, 4);
  harm(made);
  expect(chainOn(made)).toMatchObject({ broken: 3, highest: 4, headless: undefined });
  expect(numbersIn(made)).toEqual([1, 2]);
});

test('where the first of several is broken, nothing is left', () => {
  const made = disk(1, 2);
  made.put(segmentName(1), Buffer.from('{"worktrail"\n'));
  expect(chainOn(made)).toMatchObject({ links: [], broken: 1 });
});

test('of two broken ones, the chain ends before the first', () => {
  const made = disk(1, 2, 3, 4, 5);
  for (const number of [2, 4]) made.put(segmentName(number), Buffer.from('x\n'));
  expect(chainOn(made).broken).toBe(2);
  expect(numbersIn(made)).toEqual([1]);
});

test('a newest one whose header never ended is left out', () => {
  const made = disk(1, 2);
  made.put(segmentName(3), Buffer.from('{"worktrail"'));
  expect(chainOn(made)).toMatchObject({ broken: undefined, highest: 3, headless: 3 });
  expect(numbersIn(made)).toEqual([1, 2]);
});

test('a segment of a later version is refused by name', () => {
  const made = disk(1);
  made.put(segmentName(2), sealedLine({ worktrail: 'journal', version: 9 }, 0));
  expect(() => chainOn(made)).toThrow(
    expect.objectContaining({ code: 'too_new', message: expect.stringMatching(/^00000002.jsonl has .* version 9,/) }),
  );
});

test('an owner may remove segments while another process looks at them', () => {
  const made = disk(1, 2);
  let failures = 4;
  made.fault = (operation) => (operation === 'open' && failures-- > 0 ? { errno: 'ENOENT' } : undefined);
  expect(numbersIn(made)).toEqual([1, 2]);
  failures = 5;
  expect(() => chainOn(made)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  expect(failures).toBe(0);
  failures = 1;
  made.fault = (operation) => (operation === 'open' && failures-- > 0 ? { errno: 'EMFILE' } : undefined);
  expect(() => chainOn(made)).toThrow(expect.objectContaining({ code: 'EMFILE' }));
});
