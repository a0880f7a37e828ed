import { expect, test } from 'vitest';
import { readChain } from '../../src/journal/chain.ts';
import { examine } from '../../src/journal/examine.ts';
import { Folder, segmentName } from '../../src/journal/folder.ts';
import { encodeHeader } from '../../src/journal/header.ts';
import { seal, sealBytes, sealedLine } from '../../src/journal/line.ts';
import { readThrough } from '../../src/journal/read-through.ts';
import { viewOf } from '../../src/journal/words.ts';
import { factAt } from '../support/sample-facts.ts';
import { fact, header, headerAt, lengthOf, seed } from '../support/segment-bytes.ts';
import { SimDisk } from '../support/sim-disk.ts';

/** What is read of segments that are made of these pieces. */
function read(...segments: readonly (readonly Uint8Array[])[]) {
  const disk = new SimDisk();
  for (const [index, pieces] of segments.entries()) disk.put(segmentName(index + 1), Buffer.concat(pieces));
  const folder = new Folder(disk.files(), '/runs');
  const found = examine(folder, readChain(folder));
  return { before: found, ...readThrough(folder, found) };
}

const forged = (seq: number): Buffer => sealedLine({ ...factAt(seq), timestamp: 'noon' }, seed);
const strange = (seq: number): Buffer => sealedLine({ ...factAt(seq), type: 'moon_landed' }, seed);
const next = (first: number, bytes: number): Buffer => encodeHeader(headerAt(2, first, { segment: 1, bytes }));

test('a sound journal is as it was found; facts of unknown types are counted over all segments', () => {
  const one = [header(), fact(1), strange(2)];
  const { before, found, unknown } = read(one, [next(3, lengthOf(...one)), strange(3), fact(4)]);
  expect(found).toBe(before);
  expect(unknown).toBe(2);
});

test('a line whose seal holds and that is no fact is damage, and what stands behind it is lost', () => {
  const good = [header(), fact(1), strange(2)];
  const pieces = [...good, forged(3), fact(4), fact(5)];
  const { found, unknown } = read(pieces, [next(6, lengthOf(...pieces)), fact(6)]);
  expect(found).toMatchObject({
    verdict: 'corrupt',
    last: 2,
    lost: 4,
    stretches: [{ last: 2, bytes: lengthOf(...good) }],
    damage: {
      file: segmentName(1),
      offset: lengthOf(...good),
      length: lengthOf(forged(3), fact(4), fact(5)),
      seq: 3,
    },
  });
  expect(found.stretches).toHaveLength(1);
  expect(unknown).toBe(1);
});

test('the segments before it stay as they are', () => {
  const one = [header(), fact(1)];
  const { found } = read(one, [next(2, lengthOf(...one)), fact(2), forged(3)]);
  expect(found.stretches.map(({ last }) => last)).toEqual([1, 2]);
  expect(found.damage).toMatchObject({ file: segmentName(2), seq: 3 });
});

test('a line whose seal holds and that is no JSON is damage as well', () => {
  const text = '{"seq":2,"timestamp"';
  const bytes = Buffer.alloc(text.length + sealBytes);
  seal(viewOf(bytes), 0, bytes.write(text), seed);
  const { found } = read([header(), fact(1), bytes, fact(3)]);
  expect(found).toMatchObject({ verdict: 'corrupt', last: 1, lost: 2, damage: { seq: 2 } });
});

test('every block of a segment is read', () => {
  const facts = Array.from({ length: 1500 }, (_, index) => fact(index + 1));
  expect(read([header(), ...facts, forged(1501)]).found).toMatchObject({ last: 1500, damage: { seq: 1501 } });
});
