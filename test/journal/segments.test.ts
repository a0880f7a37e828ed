import { describe, expect, test } from 'vitest';
import type { FileJournal } from '../../src/journal/file-journal.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

function machine(): SimMachine {
  const made = new SimMachine();
  made.disk.eager = true;
  return made;
}

/** Twelve facts, two in each segment. */
async function filled(here: SimMachine): Promise<FileJournal> {
  const journal = here.open({ durability: 'os', segmentBytes: 300 });
  for (let seq = 1; seq <= 12; seq += 2) {
    journal.append(factsBetween(seq, seq + 1));
    await journal.flush();
  }
  return journal;
}

const segmentsOf = (here: SimMachine) => here.disk.names().filter((name) => name.endsWith('.jsonl'));
const linesOf = (here: SimMachine, name: string) => String(here.disk.content(name)).trimEnd().split('\n');

describe('a segment', () => {
  test('is a file of JSON lines: a header, a line for each fact with its checksum last, a footer', async () => {
    const here = machine();
    await filled(here);
    const lines = linesOf(here, '00000002.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => Object.keys(line)[0])).toEqual(['worktrail', 'seq', 'seq', 'end']);
    for (const line of lines) expect(Object.keys(line).at(-1)).toBe('crc');
    expect(lines[0]).toMatchObject({ version: 1, segment: 2, first: 3, previous: { segment: 1 }, owner: { pid: 1 } });
    expect(lines[1]).toMatchObject({ ...factAt(3), y: 2 });
    expect(lines[2]).not.toHaveProperty('y');
    expect(lines[3]).toMatchObject({ end: 4, state: 'sealed', y: 4 });
  });

  test('ends with a footer that says that the journal is free once it was closed', async () => {
    const here = machine();
    const journal = here.open();
    journal.append([factAt(1)]);
    await journal.close();
    expect(JSON.parse(linesOf(here, '00000001.jsonl').at(-1) as string)).toMatchObject({
      end: 1,
      state: 'closed',
      y: 1,
    });
  });

  test('is followed by the next one when it is full, and facts go on without a gap', async () => {
    const here = machine();
    const journal = await filled(here);
    expect(segmentsOf(here)).toHaveLength(7);
    expect([...journal.read()]).toEqual(factsBetween(1, 12));
    expect([...journal.read(7)]).toEqual(factsBetween(8, 12));
  });
});

describe('retain', () => {
  test('removes whole segments before a fact, and tells how many facts went', async () => {
    const here = machine();
    const journal = await filled(here);
    expect(await journal.retain(6)).toBe(4);
    expect(segmentsOf(here)[0]).toBe('00000003.jsonl');
    expect([...journal.read()]).toEqual(factsBetween(5, 12));
    here.kill();
    expect(here.open().recovery).toMatchObject({ verdict: 'clean', facts: 8, last: 12 });
  });

  test('never removes the segment that is written', async () => {
    const here = machine();
    const journal = await filled(here);
    expect(await journal.retain(1000)).toBe(12);
    expect(segmentsOf(here)).toHaveLength(1);
    journal.append([factAt(13)]);
    expect([...journal.read()]).toEqual([factAt(13)]);
  });

  test('keeps what the newest checkpoint does not stand for', async () => {
    const here = machine();
    const journal = await filled(here);
    await journal.checkpoint(6, {});
    expect(await journal.retain(1000)).toBe(6);
    expect([...journal.read()]).toEqual(factsBetween(7, 12));
  });
});

describe('a checkpoint', () => {
  test.each(['a flipped bit', 'a shortened file', 'emptied', 'of another kind', 'of a later version', 'no JSON'])(
    'with %s counts as none',
    async (harm) => {
      const here = machine();
      const journal = await filled(here);
      await journal.checkpoint(12, { sum: 78 });
      const bytes = Buffer.from(here.disk.content('checkpoint.json') as Buffer);
      here.disk.put('checkpoint.json', harmed(bytes, harm));
      here.kill();
      const later = here.open();
      expect(later.restore()).toBeUndefined();
      expect([...later.read()]).toEqual(factsBetween(1, 12));
    },
  );

  test('stands for facts that need not be read again when the journal is opened', async () => {
    const here = machine();
    const journal = await filled(here);
    await journal.checkpoint(12, { sum: 78 });
    here.kill();
    const opened: string[] = [];
    const { files } = here.means;
    const reads = {
      ...files,
      open: (path: string, how: 'create' | 'write' | 'read') => {
        const file = files.open(path, how);
        return {
          ...file,
          read: (...args: Parameters<typeof file.read>) => {
            if (args[3] > 0 && args[3] < file.size() - 256) opened.push(path);
            return file.read(...args);
          },
        };
      },
    };
    expect(here.open({ files: reads }).restore()).toMatchObject({ upTo: 12, parts: { sum: 78 } });
    expect(opened.filter((path) => path < '/runs/00000006.jsonl')).toEqual([]);
  });

  test('says where in its segment it ends, and only what stands behind it is looked at', async () => {
    const here = machine();
    const journal = here.open({ durability: 'turn' });
    journal.append(factsBetween(1, 6));
    await journal.checkpoint(6, { sum: 21 });
    journal.append(factsBetween(7, 9));
    await journal.flush();
    here.kill();
    const name = '00000001.jsonl';
    const bytes = Buffer.from(here.disk.content(name) as Buffer);
    bytes[bytes.indexOf('{"seq":2') + 20] = 0;
    here.disk.put(name, bytes);
    const later = here.open();
    expect([later.recovery.checkpoint, later.recovery.last, later.restore()?.upTo]).toEqual(['found', 9, 6]);
    expect([...later.read(6)]).toEqual(factsBetween(7, 9));
    expect(() => [...later.read()]).toThrow(expect.objectContaining({ code: 'corrupt' }));
    later.append(factsBetween(10, 10));
    await later.flush();
    here.kill();
    const last = here.open();
    expect([...last.read(7)]).toEqual(factsBetween(8, 10));
    expect(here.verify()).toMatchObject({ verdict: 'corrupt', last: 1 });
  });

  test('that is damaged is told of when the journal is opened', async () => {
    const here = machine();
    await (await filled(here)).checkpoint(12, {});
    here.kill();
    here.disk.put('checkpoint.json', Buffer.from('{}'));
    expect(here.open().recovery.checkpoint).toBe('unusable');
  });

  test('that cannot be read at the moment is not taken for none', async () => {
    const here = machine();
    const journal = await filled(here);
    await journal.checkpoint(6, {});
    here.disk.fault = (operation) => (operation === 'open' ? { errno: 'EMFILE' } : undefined);
    expect(() => journal.restore()).toThrow(expect.objectContaining({ code: 'io' }));
    await expect(journal.retain(1000)).rejects.toThrow(expect.objectContaining({ code: 'io' }));
    here.disk.fault = () => undefined;
    expect(journal.restore()?.upTo).toBe(6);
    expect([...journal.read()]).toHaveLength(12);
  });

  test('of another journal counts as none', async () => {
    const [here, there] = [machine(), new SimMachine(2)];
    there.disk.eager = true;
    await (await filled(there)).checkpoint(12, {});
    await filled(here);
    here.disk.put('checkpoint.json', there.disk.content('checkpoint.json') as Buffer);
    here.kill();
    expect(here.open().restore()).toBeUndefined();
  });
});

function harmed(bytes: Buffer, harm: string): Buffer {
  if (harm === 'a shortened file') return bytes.subarray(0, bytes.length - 5);
  if (harm === 'emptied') return Buffer.alloc(0);
  if (harm === 'of another kind') return Buffer.from('[1,null]');
  if (harm === 'of a later version') return Buffer.from(String(bytes).replace('"version":1', '"version":2'));
  if (harm === 'no JSON') return Buffer.from('\0\0\0');
  bytes[60] = (bytes[60] as number) ^ 1;
  return bytes;
}
