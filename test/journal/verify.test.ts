import { expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { verify } from '../../src/journal/verify.ts';
import type { Fact } from '../../src/model/facts.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

const first = '00000001.jsonl';

function machine(): SimMachine {
  const made = new SimMachine();
  made.disk.eager = true;
  return made;
}

function tear(here: SimMachine): void {
  const bytes = here.disk.content(first) as Buffer;
  here.disk.put(first, bytes.subarray(0, -5));
}

test('an end that is being written is torn only when its owner is dead', () => {
  const here = machine();
  here.open({ durability: 'os' }).append(factsBetween(1, 3));
  tear(here);
  expect(here.verify()).toMatchObject({ verdict: 'clean', facts: 2, locked: true, owner: { pid: 1 } });
  here.kill();
  expect(here.verify()).toMatchObject({ verdict: 'torn', facts: 2, locked: false });
  expect(here.verify()).not.toHaveProperty('owner');
});

test('nor is it known to be written where nobody knows whether the owner lives', () => {
  const here = machine();
  here.open({ durability: 'os' }).append(factsBetween(1, 3));
  tear(here);
  here.host = 'elsewhere';
  expect(here.verify()).toMatchObject({ verdict: 'torn', locked: true, owner: { host: 'here' } });
});

test('damage is damage, also while the owner lives', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os' });
  journal.append(factsBetween(1, 3));
  await journal.flush();
  journal.append([factAt(4)]);
  const bytes = Buffer.from(here.disk.content(first) as Buffer);
  here.disk.put(first, bytes.fill(120, bytes.indexOf('{"seq":2') + 20, bytes.indexOf('{"seq":2') + 24));
  expect(here.verify()).toMatchObject({ verdict: 'corrupt', facts: 1, lost: 3, locked: true });
});

test('what a checkpoint stands for was promised: opening takes it at its word, and a repair cuts at the damage', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os' });
  journal.append(factsBetween(1, 3));
  await journal.checkpoint(3, { sum: 3 });
  journal.append([factAt(4)]);
  const bytes = Buffer.from(here.disk.content(first) as Buffer);
  here.disk.put(first, bytes.fill(120, bytes.indexOf('{"seq":2') + 20, bytes.indexOf('{"seq":2') + 24));
  here.kill();
  expect(here.verify()).toMatchObject({ verdict: 'corrupt', facts: 1, lost: 3 });
  const next = here.open();
  expect([...next.read(3)].map(({ seq }) => seq)).toEqual([4]);
  expect(() => [...next.read()]).toThrow(expect.objectContaining({ code: 'corrupt' }));
  here.kill();
  expect(here.repair()).toMatchObject({ facts: 1 });
  expect(here.verify()).toMatchObject({ verdict: 'clean', facts: 1 });
  expect(here.open().restore()).toBeUndefined();
});

test.each([5, undefined, ''])('%s is no directory', (given) => {
  const refused = expect.objectContaining({ name: 'ValidationError', code: 'invalid_option', path: 'directory' });
  expect(() => verify(given as string)).toThrow(refused);
  expect(() => fileJournal(given as string)).toThrow(refused);
});

test('facts of unknown types are counted', () => {
  const here = machine();
  const odd = (seq: number) => ({ seq, timestamp: 5, mono: 6, type: 'moon_landed' }) as unknown as Fact;
  here.open({ durability: 'os' }).append([factAt(1), odd(2), odd(3)]);
  expect(here.verify()).toMatchObject({ facts: 3, unknown: 2 });
});

test('a journal whose oldest segments were let go', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os', segmentBytes: 300 });
  for (const seq of [1, 3, 5, 7]) {
    journal.append(factsBetween(seq, seq + 1));
    await journal.flush();
  }
  const gone = await journal.retain(5);
  expect(here.verify()).toMatchObject({ verdict: 'clean', facts: 8 - gone, last: 8 });
});

test('what stands in the way is told, with what was done', () => {
  const here = machine();
  here.open({ durability: 'os' }).append([factAt(1)]);
  here.disk.fault = (operation) => (operation === 'read' ? { errno: 'EIO' } : undefined);
  expect(() => here.verify()).toThrow(
    expect.objectContaining({ code: 'io', message: expect.stringMatching(/^Verifying \/runs failed: EIO/) }),
  );
});

test('nothing yet', () => {
  expect(machine().verify()).toEqual({
    verdict: 'new',
    facts: 0,
    last: 0,
    lost: 0,
    unknown: 0,
    segments: [],
    locked: false,
  });
});

test('a sound journal: its segments, its checkpoint, and nothing else', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os', segmentBytes: 300 });
  for (const seq of [1, 3]) {
    journal.append(factsBetween(seq, seq + 1));
    await journal.flush();
  }
  await journal.checkpoint(3, { sum: 3 });
  await journal.close();
  const found = here.verify();
  expect(found).toEqual({
    verdict: 'clean',
    facts: 4,
    last: 4,
    lost: 0,
    unknown: 0,
    segments: found.segments,
    checkpoint: 3,
    locked: false,
  });
  expect(found.segments[0]).toEqual({ file: first, first: 1, last: 2, bytes: expect.any(Number) });
  expect(found.segments.at(-1)?.last).toBe(4);
  for (const { file, bytes } of found.segments) expect(here.disk.content(file)).toHaveLength(bytes);
});

test('damage is told with its place', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os' });
  journal.append(factsBetween(1, 3));
  await journal.close();
  const bytes = Buffer.from(here.disk.content(first) as Buffer);
  const offset = bytes.indexOf('{"seq":2');
  here.disk.put(first, bytes.fill(120, offset + 20, offset + 24));
  expect(here.verify().damage).toEqual({ file: first, offset, length: bytes.length - offset, seq: 2 });
});

test('a checkpoint of more than can be read is none', async () => {
  const here = machine();
  const journal = here.open({ durability: 'os' });
  journal.append(factsBetween(1, 3));
  await journal.flush();
  await journal.checkpoint(2, { sum: 3 });
  await journal.close();
  expect(here.verify()).toHaveProperty('checkpoint', 2);
  const bytes = Buffer.from(here.disk.content(first) as Buffer);
  for (const begin of [bytes.indexOf('{"seq":2'), 0]) {
    here.disk.put(first, bytes.fill(120, begin + 5, begin + 9));
    expect(here.verify()).toMatchObject({ verdict: 'corrupt', last: begin > 0 ? 1 : 0 });
    expect(here.verify()).not.toHaveProperty('checkpoint');
  }
});

test('a journal of a later version is told as such, without a look at what it holds', () => {
  const here = machine();
  here.disk.put(first, sealedLine({ worktrail: 'journal', version: 2 }, 0));
  expect(here.verify()).toMatchObject({ verdict: 'too_new', facts: 0, segments: [], locked: false });
});

test('what cannot be listed is told, and not taken for a later version', () => {
  const here = machine();
  here.open({ durability: 'os' }).append([factAt(1)]);
  here.disk.fault = (operation) => (operation === 'list' ? { errno: 'EACCES' } : undefined);
  expect(() => here.verify()).toThrow(expect.objectContaining({ code: 'io' }));
});
