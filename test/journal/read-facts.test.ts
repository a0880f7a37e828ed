import { expect, test, vi } from 'vitest';
import { Folder } from '../../src/journal/folder.ts';
import { sealedLine } from '../../src/journal/line.ts';
import { readFacts } from '../../src/journal/read-facts.ts';
import type { Fact } from '../../src/model/facts.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { fact, header, headerAt, lengthOf, seed } from '../support/segment-bytes.ts';
import { SimDisk } from '../support/sim-disk.ts';
import { SimMachine } from '../support/sim-journal.ts';

const first = '00000001.jsonl';

/** A journal that was opened again, with the facts 1 to 4 in the segment of the owner before. */
function opened() {
  const machine = new SimMachine();
  machine.open({ durability: 'os' }).append(factsBetween(1, 4));
  machine.kill();
  const journal = machine.open({ durability: 'os' });
  return { machine, journal, before: machine.disk.openFiles };
}

test('a file is closed when its reader is done, has stopped early, or has failed', () => {
  const { machine, journal, before } = opened();
  expect([...journal.read()]).toHaveLength(4);
  for (const fact of journal.read()) if (fact.seq === 2) break;
  expect(machine.disk.openFiles).toBe(before);
  machine.disk.fault = (operation) => (operation === 'read' ? { errno: 'EIO' } : undefined);
  expect(() => [...journal.read()]).toThrow(
    expect.objectContaining({ code: 'io', message: expect.stringMatching(/^Reading the journal failed: EIO/) }),
  );
  expect(machine.disk.openFiles).toBe(before);
});

test('a file that became shorter is damaged', () => {
  const { machine, journal } = opened();
  const bytes = machine.disk.content(first) as Buffer;
  const end = bytes.indexOf('{"seq":4');
  machine.disk.put(first, bytes.subarray(0, end));
  expect(() => [...journal.read()]).toThrow(
    expect.objectContaining({ code: 'corrupt', details: { file: first, offset: bytes.length, seq: 4 } }),
  );
});

test('what is no fact of its type is told with what is wrong with it', () => {
  const { journal } = opened();
  const odd = { seq: 5, timestamp: 5, mono: 6, type: 'heartbeat', taskId: 7 } as unknown as Fact;
  journal.append([odd, factAt(6)]);
  expect([...journal.read(5)]).toEqual([factAt(6)]);
  expect(() => [...journal.read(4)]).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/^The fact 5 in 00000002.jsonl is not a heartbeat: taskId: .+/),
      code: 'format',
      fix: expect.stringContaining('repair()'),
      details: { file: '00000002.jsonl', seq: 5 },
    }),
  );
});

test('a fact of an unknown type is told each time, and no other one', () => {
  const strange = (seq: number): Buffer => sealedLine({ ...factAt(seq), type: 'moon_landed' }, seed);
  const pieces = [header(), fact(1), strange(2), fact(3), strange(4)];
  const disk = new SimDisk();
  disk.put(first, Buffer.concat(pieces));
  const stretch = {
    header: headerAt(1, 1),
    from: lengthOf(header()),
    to: undefined,
    last: 4,
    bytes: lengthOf(...pieces),
  };
  const tell = vi.fn();
  expect([...readFacts(new Folder(disk.files(), '/runs'), [stretch], 0, tell)].map(({ seq }) => seq)).toEqual([
    1, 2, 3, 4,
  ]);
  expect(tell).toHaveBeenCalledTimes(2);
});
