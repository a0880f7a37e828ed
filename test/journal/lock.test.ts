import { describe, expect, test } from 'vitest';
import type { FileJournal } from '../../src/journal/file-journal.ts';
import type { Fact } from '../../src/model/facts.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

const locked = expect.objectContaining({ code: 'locked' });

function machine(): SimMachine {
  const made = new SimMachine();
  made.disk.eager = true;
  return made;
}

describe('a journal has one owner', () => {
  test('a second opening is refused with pid and host, and writes nothing', () => {
    const here = machine();
    here.open();
    const before = here.disk.names();
    expect(() => here.open()).toThrow(
      expect.objectContaining({
        code: 'locked',
        details: { pid: 1, host: 'here' },
        message: expect.stringContaining('process 1 on here'),
      }),
    );
    expect(here.disk.names()).toEqual(before);
  });

  test('a journal that was closed is free', async () => {
    const here = machine();
    await here.open().close();
    here.pid = 2;
    expect(here.open().recovery.clean).toBe(true);
  });

  test('the lock of a dead owner is taken over at once', () => {
    const here = machine();
    here.open();
    here.kill();
    expect(here.open().recovery).toMatchObject({ clean: false, owner: { pid: 1 } });
  });

  test('a lock of another host is never taken over, unless repair is told that it is gone', () => {
    const here = machine();
    here.open({ durability: 'os' }).append([factAt(1)]);
    here.kill();
    here.host = 'there';
    expect(() => here.open()).toThrow(locked);
    expect(() => here.repair()).toThrow(locked);
    expect(here.repair({ force: true })).toMatchObject({ facts: 1, lost: 0 });
    expect([...here.open().read()]).toEqual([factAt(1)]);
  });

  test('force does not help against a living owner', () => {
    const here = machine();
    here.open();
    expect(() => here.repair({ force: true })).toThrow(locked);
  });

  test('a rotation leaves the lock where it is', async () => {
    const here = machine();
    const journal = here.open({ durability: 'os', segmentBytes: 300 });
    for (let seq = 1; seq <= 9; seq++) {
      journal.append([factAt(seq)]);
      await journal.flush();
    }
    expect(here.disk.names().length).toBeGreaterThan(3);
    expect(() => here.open()).toThrow(locked);
  });

  test('who is slower in taking over a dead lock is refused', () => {
    const here = machine();
    here.open();
    here.kill();
    const { files } = here.means;
    const slow = { ...files, link: (from: string, to: string) => (here.open(), files.link(from, to)) };
    expect(() => here.open({ files: slow })).toThrow(locked);
  });

  test('whose lock nobody takes away, however late they come', () => {
    const here = machine();
    here.open();
    here.kill();
    const { files } = here.means;
    let winner: FileJournal | undefined;
    const syncDirectory = (path: string) => {
      winner ??= here.open({ durability: 'os' });
      files.syncDirectory(path);
    };
    expect(() => here.open({ files: { ...files, syncDirectory } })).toThrow(locked);
    winner?.append([factAt(1)]);
    here.kill();
    expect([...here.open().read()]).toEqual([factAt(1)]);
  });

  test('who was overtaken by several segments before its own got its name steps back', () => {
    const here = machine();
    here.open();
    here.kill();
    const { files } = here.means;
    const link = (from: string, to: string) => {
      here.open();
      here.next();
      here.open();
      files.remove('/runs/00000001.jsonl');
      files.remove('/runs/00000002.jsonl');
      files.link(from, to);
    };
    let overtaken = false;
    const slow = {
      ...files,
      link: (from: string, to: string) => (overtaken ? files.link(from, to) : ((overtaken = true), link(from, to))),
    };
    expect(() => here.open({ files: slow })).toThrow(locked);
    expect(here.disk.names()).toEqual(['00000003.jsonl']);
  });

  test.each(['ENOTSUP', 'EPERM', 'ENOSYS'])('works without links (%s)', async (errno) => {
    const here = machine();
    here.disk.fault = (operation) => (operation === 'link' ? { errno } : undefined);
    const journal = here.open({ durability: 'os', segmentBytes: 300 });
    for (let seq = 1; seq <= 5; seq++) {
      journal.append([factAt(seq)]);
      await journal.flush();
    }
    expect(() => here.open()).toThrow(locked);
    here.kill();
    expect([...here.open().read()]).toEqual(factsBetween(1, 5));
  });

  test('without links, who finds a segment without header and then with one steps back', () => {
    const here = machine();
    here.disk.fault = (operation) => (operation === 'link' ? { errno: 'ENOTSUP' } : undefined);
    const { files } = here.means;
    const journal = here.open();
    const header = here.disk.content('00000001.jsonl') as Buffer;
    void journal;
    here.disk.put('00000001.jsonl', Buffer.alloc(0));
    let reads = 0;
    const late = {
      ...files,
      syncDirectory: (path: string) => {
        if (reads++ === 0) here.disk.put('00000001.jsonl', header);
        files.syncDirectory(path);
      },
    };
    expect(() => here.open({ files: late })).toThrow(locked);
  });
});

describe('an owner that was given up for dead', () => {
  /** An owner with three facts, frozen; another one took over and wrote a fact of its own. */
  function frozen(durability: 'os' | 'turn' = 'os') {
    const here = machine();
    const sleeper = here.open({ durability });
    sleeper.append(factsBetween(1, 3));
    sleeper.read();
    here.next();
    here.clock.freeze(1500);
    const owner = here.open({ durability: 'os' });
    owner.append([factAt(4, 'of the new owner')]);
    return { here, sleeper, owner };
  }

  test('writes nothing when it wakes, and finds out at its first append', () => {
    const { here, sleeper, owner } = frozen();
    const before = here.disk.content('00000001.jsonl');
    expect(() => sleeper.append([factAt(4, 'of the sleeper')])).toThrow(
      expect.objectContaining({ code: 'locked', details: { pid: 2, host: 'here' } }),
    );
    expect(() => sleeper.append([factAt(4)])).toThrow(locked);
    expect(sleeper.health()).toMatchObject({ journal: 'poisoned', lastError: { code: 'locked' } });
    expect(here.disk.content('00000001.jsonl')).toEqual(before);
    expect([...owner.read()]).toEqual([...factsBetween(1, 3), factAt(4, 'of the new owner')]);
  });

  test('finds out with `turn` when the turn ends, and takes no more then', () => {
    const { here, sleeper } = frozen('turn');
    sleeper.append([factAt(4)]);
    here.clock.advance(0);
    expect(() => sleeper.append([factAt(5)])).toThrow(locked);
  });

  test('acknowledges nothing, keeps no checkpoint, removes nothing, and closes without a word', async () => {
    const { here, sleeper, owner } = frozen();
    await expect(sleeper.checkpoint(3, {})).rejects.toThrow(locked);
    await expect(sleeper.retain(3)).rejects.toThrow(locked);
    const before = here.disk.names();
    await sleeper.close().catch(() => undefined);
    expect(here.disk.names()).toEqual(before);
    expect(() => here.open()).toThrow(locked);
    expect([...owner.read()]).toHaveLength(4);
  });

  test('finds out within a second also when it slept for less, and writes all the time', () => {
    const here = machine();
    const sleeper = here.open({ durability: 'os' });
    here.next();
    here.open();
    let written = 0;
    const write = () => {
      for (let seq = 1; seq <= 30; seq++, written++) {
        here.clock.freeze(100);
        sleeper.append([factAt(seq)]);
      }
    };
    expect(write).toThrow(locked);
    expect(written).toBeLessThanOrEqual(10);
  });

  test('does not rotate into the new epoch', async () => {
    const here = machine();
    const sleeper = here.open({ durability: 'os', segmentBytes: 100 });
    sleeper.append([factAt(1)]);
    const flushed = sleeper.flush();
    here.next();
    const owner = here.open();
    await flushed;
    expect(() => sleeper.append([factAt(2)])).toThrow(locked);
    expect([...owner.read()]).toEqual([factAt(1)]);
  });

  test('and wrote within the second that it may not look: that is left out, reported and kept aside', () => {
    const here = machine();
    const sleeper = here.open({ durability: 'os' });
    sleeper.append(factsBetween(1, 3));
    here.next();
    const owner = here.open({ durability: 'os' });
    sleeper.append([factAt(4, 'of the sleeper')]);
    owner.append([factAt(4, 'of the new owner')]);
    expect(here.verify()).toMatchObject({ verdict: 'forked', lost: 1, facts: 4 });
    here.next();
    const later = here.open();
    expect(later.recovery).toMatchObject({ verdict: 'forked', lost: 1, facts: 4, torn: false });
    expect([...later.read()].at(-1)).toEqual(factAt(4, 'of the new owner'));
    const aside = JSON.parse(String(here.disk.content('00000001.jsonl.torn'))) as Fact;
    expect(aside).toMatchObject({ seq: 4, message: expect.stringContaining('of the sleeper') as string });
  });

  test('a checkpoint that it wrote over facts of its own is not restored', async () => {
    const here = machine();
    const sleeper = here.open({ durability: 'os' });
    sleeper.append(factsBetween(1, 3));
    await sleeper.checkpoint(3, { of: 'both' });
    const shared = here.disk.content('checkpoint.json') as Buffer;
    sleeper.append([factAt(4, 'of the sleeper')]);
    await sleeper.checkpoint(4, { of: 'the sleeper' });
    const own = here.disk.content('checkpoint.json') as Buffer;
    const bytes = here.disk.content('00000001.jsonl') as Buffer;
    here.disk.put('00000001.jsonl', bytes.subarray(0, bytes.lastIndexOf('{"seq":4')));
    here.kill();
    const owner = here.open({ durability: 'os' });
    owner.append([factAt(4, 'of the new owner')]);
    here.disk.put('checkpoint.json', own);
    expect(owner.restore()).toBeUndefined();
    here.disk.put('checkpoint.json', shared);
    expect(owner.restore()).toMatchObject({ upTo: 3, parts: { of: 'both' } });
  });
});
