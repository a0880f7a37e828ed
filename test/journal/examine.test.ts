import { expect, test } from 'vitest';
import { readChain } from '../../src/journal/chain.ts';
import { examine } from '../../src/journal/examine.ts';
import { Folder, segmentName } from '../../src/journal/folder.ts';
import { encodeHeader } from '../../src/journal/header.ts';
import { seal, sealBytes } from '../../src/journal/line.ts';
import { viewOf } from '../../src/journal/words.ts';
import { factAt } from '../support/sample-facts.ts';
import { fact, header, headerAt, lengthOf, seed } from '../support/segment-bytes.ts';
import { SimDisk } from '../support/sim-disk.ts';

/** The head of a segment that follows another one. */
const next = (segment: number, first: number, bytes: number): Buffer =>
  encodeHeader(headerAt(segment, first, { segment: segment - 1, bytes }));

/** What there is to say of segments that are made of these pieces; one without any is not there. */
function examined(...segments: readonly (readonly Uint8Array[])[]) {
  const disk = new SimDisk();
  for (const [index, pieces] of segments.entries()) {
    if (pieces.length > 0) disk.put(segmentName(index + 1), Buffer.concat(pieces));
  }
  const folder = new Folder(disk.files(), '/runs');
  return examine(folder, readChain(folder));
}

const one = [header(), fact(1), fact(2)];
const bytesOfOne = lengthOf(...one);
const two = [next(2, 3, bytesOfOne), fact(3), fact(4)];
const bytesOfTwo = lengthOf(...two);
const three = [next(3, 5, bytesOfTwo), fact(5)];

test('nothing is new', () => {
  expect(examined()).toMatchObject({ verdict: 'new', last: 0, lost: 0, stretches: [], owner: undefined });
});

test('a sound journal tells its newest fact, who wrote it, and when', () => {
  expect(examined(one, two, three)).toMatchObject({
    verdict: 'clean',
    last: 5,
    lost: 0,
    damage: undefined,
    owner: { host: 'here', pid: 1 },
    lastSeenAt: factAt(5).timestamp,
  });
});

test('without a fact of its own, the newest owner was last seen when it began', () => {
  expect(examined(one, [next(2, 3, bytesOfOne)]).lastSeenAt).toBe(headerAt(2, 3).createdAt);
});

test('an end that nobody promised is torn, and so is a segment that was only begun', () => {
  expect(examined(one, [...two, fact(5).subarray(0, 30)])).toMatchObject({ verdict: 'torn', last: 4, lost: 0 });
  expect(examined(one, [Buffer.from('{"worktrail"')])).toMatchObject({ verdict: 'torn', last: 2 });
});

test('what an owner wrote after it had been given up makes a fork, and is lost', () => {
  expect(examined([...one, fact(3)], two, three)).toMatchObject({ verdict: 'forked', last: 5, lost: 1 });
  expect(examined([...one, fact(3)], [...two, fact(5).subarray(0, 30)])).toMatchObject({ verdict: 'forked', last: 4 });
});

test('reading ends at damage; what is found behind it tells what is lost', () => {
  const harmed = [header(), fact(1), fact(2).fill(120, 20, 24)];
  expect(examined(harmed, two, three)).toMatchObject({
    verdict: 'corrupt',
    last: 1,
    lost: 4,
    damage: { file: segmentName(1), offset: lengthOf(header(), fact(1)), length: lengthOf(fact(2)), seq: 2 },
  });
});

test('a segment whose header cannot be read is damage from its first byte on', () => {
  const harmed = Buffer.concat(two).fill(120, 5, 9);
  expect(examined(one, [harmed], three)).toMatchObject({
    verdict: 'corrupt',
    last: 2,
    lost: 3,
    damage: { file: segmentName(2), offset: 0, length: harmed.length, seq: 3 },
  });
});

test('so is one that is gone', () => {
  const damage = { file: segmentName(2), offset: 0, length: 0, seq: 3 };
  expect(examined(one, [], three)).toMatchObject({ verdict: 'corrupt', last: 2, lost: 3, damage });
});

test('where nothing can be read, all that is known of is lost', () => {
  const harmed = Buffer.concat(one).fill(120, 5, 9);
  expect(examined([harmed], two)).toMatchObject({ verdict: 'corrupt', last: 0, lost: 4, owner: undefined });
});

test('of what is lost, also facts behind the damage of a later segment count', () => {
  const harmed = Buffer.concat(one).fill(120, 5, 9);
  const torn = [next(2, 3, bytesOfOne), fact(3).fill(120, 20, 24), fact(4), fact(9)];
  expect(examined([harmed], torn)).toMatchObject({ lost: 9 });
});

/** A line with any text under its seal, without its last brace. */
function forged(text: string): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text) + sealBytes);
  seal(viewOf(bytes), 0, bytes.write(text), seed);
  return bytes;
}

test.each(['{"seq":3,"timestamp":"noon"', '{"seq":3,"timestamp":1e999', '{"seq":3,"timestamp"', '{"seq":3,"a":1'])(
  'a newest line that somebody forged tells no time: %s',
  (text) => {
    expect(examined([...one, forged(text)])).toMatchObject({ last: 3, lastSeenAt: headerAt(1, 1).createdAt });
  },
);
