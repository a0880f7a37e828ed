import { expect, test } from 'vitest';
import { readCheckpoint, writeCheckpoint } from '../../src/journal/checkpoint.ts';
import { Folder } from '../../src/journal/folder.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { headerAt, seed } from '../support/segment-bytes.ts';
import { SimDisk } from '../support/sim-disk.ts';

const file = 'checkpoint.json';
const extents = [{ header: headerAt(2, 5), last: 9 }];
const whole = { worktrail: 'checkpoint', version: 1, upTo: 7, segment: 2, seed, parts: { sum: 3 } };

function folder() {
  const disk = new SimDisk();
  disk.eager = true;
  return { disk, made: new Folder(disk.files(), '/runs') };
}

/** What is made of a file that holds these bytes. */
function readBack(bytes: Uint8Array, from = extents) {
  const { disk, made } = folder();
  disk.put(file, bytes);
  return readCheckpoint(made, from);
}

test('a checkpoint is read as it was written, and leaves no other file', async () => {
  const { disk, made } = folder();
  await writeCheckpoint(made, headerAt(2, 5), { upTo: 7, parts: { sum: 3 } });
  expect(readCheckpoint(made, extents)).toEqual({ upTo: 7, parts: { sum: 3 }, segment: 2 });
  expect(disk.names()).toEqual([file]);
});

test('a disk without room keeps the checkpoint that there was, and nothing of the new one', async () => {
  const { disk, made } = folder();
  await writeCheckpoint(made, headerAt(2, 5), { upTo: 6, parts: { sum: 2 } });
  disk.fault = (operation) => (operation === 'write' ? { short: 10 } : undefined);
  await expect(writeCheckpoint(made, headerAt(2, 5), { upTo: 7, parts: { sum: 3 } })).rejects.toMatchObject({
    code: 'full',
  });
  disk.fault = () => undefined;
  expect(readCheckpoint(made, extents)?.upTo).toBe(6);
  expect(disk.names()).toEqual([file]);
});

test.each([
  ['goes further than its segment', { upTo: 10 }],
  ['ends before the first fact', { upTo: 3 }],
  ['belongs to another segment', { segment: 1 }],
  ['is of another version', { version: 2 }],
  ['is something else', { worktrail: 'journal' }],
  ['goes up to a fraction', { upTo: 6.5 }],
  ['has no parts', { parts: null }],
  ['has a word for its parts', { parts: 'sum' }],
])('one that %s counts as none', (_, fields) => {
  expect(readBack(sealedLine({ ...whole, ...fields }, seed))).toBeUndefined();
});

test('one whose seal does not hold counts as none, and so does what is deeper than any fact', () => {
  expect(readBack(sealedLine(whole, seed))).toMatchObject({ upTo: 7 });
  expect(readBack(sealedLine(whole, seed + 1))).toBeUndefined();
  let deep: unknown = 1;
  for (let level = 0; level < 600; level++) deep = [deep];
  expect(readBack(sealedLine({ ...whole, parts: { deep } }, seed))).toBeUndefined();
  expect(readBack(Buffer.from('{"worktrail"'))).toBeUndefined();
});

test('without a segment there is none', () => {
  expect(readBack(sealedLine({ ...whole, upTo: 0 }, seed), [])).toBeUndefined();
});
