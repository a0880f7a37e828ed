import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import { JournalError } from '../../src/model/errors.ts';
import type { Durability } from '../../src/ports/journal.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import type { Operation } from '../support/sim-disk.ts';
import { microtasks, SimMachine } from '../support/sim-journal.ts';

const first = '00000001.jsonl';

function machine(): SimMachine {
  const made = new SimMachine();
  made.disk.eager = true;
  return made;
}

/** The disk fails one operation from now on, until `fault` is set again. */
function failing(here: SimMachine, operation: Operation, errno: string): void {
  here.disk.fault = (asked) => (asked === operation ? { errno } : undefined);
}

function healed(here: SimMachine): void {
  here.disk.fault = () => undefined;
}

describe('a full disk', () => {
  test.each(['ENOSPC', 'EDQUOT'])('%s: append throws, nothing is left of it, and the next one tries again', (errno) => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    journal.append([factAt(1)]);
    const before = here.disk.content(first);
    failing(here, 'write', errno);
    expect(() => journal.append(factsBetween(2, 3))).toThrow(expect.objectContaining({ code: 'full' }));
    expect(journal.health()).toMatchObject({ journal: 'failing', lastError: { name: 'JournalError', code: 'full' } });
    expect(here.disk.content(first)).toEqual(before);
    healed(here);
    journal.append([factAt(2, 'another')]);
    expect(journal.health().journal).toBe('ok');
    expect([...journal.read()]).toEqual([factAt(1), factAt(2, 'another')]);
  });

  test.each([0, 1, 60, 150, 250])('after a write of only %i bytes, those are cut off again', (short) => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    journal.append([factAt(1)]);
    const before = here.disk.content(first);
    here.disk.fault = (operation) => (operation === 'write' ? { short } : undefined);
    expect(() => journal.append(factsBetween(2, 4))).toThrow(expect.objectContaining({ code: 'full' }));
    expect(here.disk.content(first)).toEqual(before);
    healed(here);
    journal.append([factAt(2)]);
    here.kill();
    expect([...here.open().read()]).toEqual(factsBetween(1, 2));
  });

  test('where the cut fails too, nothing is written until it succeeds', () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    journal.append([factAt(1)]);
    here.disk.fault = (operation) =>
      operation === 'write' ? { short: 99 } : operation === 'truncate' ? { errno: 'EIO' } : undefined;
    expect(() => journal.append([factAt(2)])).toThrow(expect.objectContaining({ code: 'full' }));
    failing(here, 'truncate', 'EIO');
    expect(() => journal.append([factAt(2)])).toThrow(expect.objectContaining({ code: 'io' }));
    healed(here);
    journal.append([factAt(2, 'at last')]);
    expect([...journal.read()]).toEqual([factAt(1), factAt(2, 'at last')]);
  });

  test('the cut is on stable storage before anything else is written', () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    here.disk.fault = (operation) => (operation === 'write' ? { short: 160 } : undefined);
    expect(() => journal.append(factsBetween(1, 3))).toThrow(JournalError);
    healed(here);
    here.disk.cutPower({
      next: () => 0,
      below: () => 0,
      chance: () => true,
      pick: (values: readonly unknown[]) => values[0],
    } as never);
    here.next();
    expect([...here.open().read()]).toEqual([]);
  });

  test('with `turn` the facts wait, and are written when there is room', async () => {
    const here = machine();
    const journal = here.open({ durability: 'turn' });
    failing(here, 'write', 'ENOSPC');
    journal.append([factAt(1)]);
    here.clock.advance(0);
    expect(journal.health()).toMatchObject({ journal: 'failing', lagMs: 0 });
    await expect(journal.flush()).rejects.toThrow(expect.objectContaining({ code: 'full' }));
    journal.append([factAt(2)]);
    healed(here);
    here.clock.advance(1000);
    expect(journal.health()).toMatchObject({ journal: 'ok', lagMs: 1000 });
    await journal.flush();
    here.kill();
    expect([...here.open().read()]).toEqual(factsBetween(1, 2));
  });

  test('postpones a rotation, and the full segment is written further', async () => {
    const here = machine();
    const journal = here.open({ durability: 'os', segmentBytes: 100 });
    failing(here, 'create', 'ENOSPC');
    journal.append([factAt(1)]);
    await journal.flush();
    journal.append([factAt(2)]);
    await journal.flush();
    expect(here.disk.names()).toEqual([first]);
    healed(here);
    journal.append([factAt(3)]);
    await journal.flush();
    expect(here.disk.names()).toEqual([first, '00000002.jsonl']);
    expect([...journal.read()]).toEqual(factsBetween(1, 3));
  });

  test('at close leaves the journal held; closing again succeeds when there is room', async () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    journal.append([factAt(1)]);
    failing(here, 'write', 'ENOSPC');
    await expect(journal.close()).rejects.toThrow(expect.objectContaining({ code: 'full' }));
    expect(() => here.open()).toThrow(expect.objectContaining({ code: 'locked' }));
    healed(here);
    await journal.close();
    expect(here.open().recovery).toMatchObject({ clean: true, facts: 1 });
  });
});

describe('a failed flush', () => {
  test.each<Durability>(['turn', 'os', 'interval', 'always'])(
    '%s: poisons the journal for good',
    async (durability) => {
      const here = machine();
      const journal = here.open({ durability });
      failing(here, 'syncLater', 'EIO');
      journal.append([factAt(1)]);
      await expect(journal.flush()).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
      healed(here);
      const before = here.disk.count;
      expect(() => journal.append([factAt(2)])).toThrow(expect.objectContaining({ code: 'poisoned' }));
      await expect(journal.flush()).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
      await expect(journal.durable(1)).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
      await expect(journal.checkpoint(1, {})).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
      expect(journal.health()).toMatchObject({ journal: 'poisoned', lastError: { code: 'poisoned' } });
      expect(here.disk.count).toBe(before);
      await expect(journal.close()).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
      await journal.close().catch(() => undefined);
    },
  );

  test('is not tried again, though the next one would succeed', async () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    let flushes = 0;
    here.disk.fault = (operation) => (operation === 'syncLater' && ++flushes === 1 ? { errno: 'EIO' } : undefined);
    journal.append([factAt(1)]);
    await expect(journal.flush()).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
    await expect(journal.flush()).rejects.toThrow(expect.objectContaining({ code: 'poisoned' }));
    expect(flushes).toBe(1);
  });

  test('of a cut after a short write poisons too, and is not tried again', () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    here.disk.fault = (operation) =>
      operation === 'write' ? { short: 9 } : operation === 'sync' ? { errno: 'EIO' } : undefined;
    expect(() => journal.append([factAt(1)])).toThrow(expect.objectContaining({ code: 'poisoned' }));
    healed(here);
    expect(() => journal.append([factAt(1)])).toThrow(expect.objectContaining({ code: 'poisoned' }));
  });

  test('of the directory at a rotation poisons too', async () => {
    const here = machine();
    const journal = here.open({ durability: 'os', segmentBytes: 100 });
    journal.append([factAt(1)]);
    failing(here, 'syncDirectory', 'EIO');
    await journal.flush();
    healed(here);
    expect(() => journal.append([factAt(2)])).toThrow(expect.objectContaining({ code: 'poisoned' }));
    here.kill();
    expect([...here.open().read()]).toEqual([factAt(1)]);
  });
});

describe('durability', () => {
  test('`always` acknowledges a fact when the flush that covers it has ended, not before', async () => {
    const here = new SimMachine();
    const journal = here.open({ durability: 'always' });
    const done: number[] = [];
    const append = (seq: number) => {
      journal.append([factAt(seq)]);
      void journal.durable(seq).then(() => done.push(seq));
    };
    append(1);
    append(2);
    append(3);
    await microtasks();
    expect(done).toEqual([]);
    here.disk.finishSyncs(1);
    await microtasks();
    expect(done).toEqual([1]);
    here.disk.finishSyncs(1);
    await microtasks();
    expect(done).toEqual([1, 2, 3]);
  });

  test('`interval` flushes within a second, and tells how long facts have waited', async () => {
    const here = machine();
    const journal = here.open();
    journal.append([factAt(1)]);
    here.clock.advance(700);
    journal.append([factAt(2)]);
    expect(journal.health().lagMs).toBe(700);
    here.clock.advance(300);
    await microtasks();
    expect(journal.health().lagMs).toBe(0);
    here.disk.cutPower({ next: () => 0, below: () => 1, chance: () => false, pick: () => 'dropped' } as never);
    here.next();
    expect([...here.open().read()]).toEqual(factsBetween(1, 2));
  });

  test.each<Durability>(['os', 'interval', 'always'])(
    '`%s`: what append took survives the death of the process',
    (durability) => {
      const here = machine();
      const journal = here.open({ durability });
      journal.append(factsBetween(1, 3));
      journal.append([factAt(4)]);
      here.kill();
      expect([...here.open().read()]).toEqual(factsBetween(1, 4));
    },
  );

  test('`os` writes at once and does not flush', () => {
    const here = machine();
    const journal = here.open({ durability: 'os' });
    const before = here.disk.count;
    journal.append(factsBetween(1, 5));
    expect(here.disk.count).toBe(before + 1);
    here.clock.advance(60_000);
    expect(here.disk.count).toBe(before + 1);
  });

  test('`turn` writes all that a turn brought in one piece', () => {
    const here = machine();
    const journal = here.open({ durability: 'turn' });
    const before = here.disk.count;
    for (let seq = 1; seq <= 5; seq++) journal.append([factAt(seq)]);
    expect(here.disk.count).toBe(before);
    here.clock.advance(0);
    expect(here.disk.count).toBe(before + 1);
    here.kill();
    expect([...here.open().read()]).toEqual(factsBetween(1, 5));
  });
});

const operations: readonly Operation[] = [
  'list',
  'open',
  'create',
  'read',
  'size',
  'write',
  'truncate',
  'sync',
  'syncLater',
  'link',
  'rename',
  'remove',
  'syncDirectory',
];

describe.each(operations)('whatever goes wrong with %s', (operation) => {
  test.each(['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'EROFS'])(
    '%s: only typed errors, and nothing that was acknowledged is lost',
    async (errno) => {
      for (let nth = 1; nth <= 12; nth++) await lifeWithFault(operation, errno, nth);
    },
  );
});

/** A life in which the `nth` of an operation fails once. */
async function lifeWithFault(operation: Operation, errno: string, nth: number): Promise<void> {
  const here = machine();
  let left = nth;
  here.disk.fault = (asked) => (asked === operation && --left === 0 ? { errno } : undefined);
  const facts: Fact[] = [];
  let durable = 0;
  for (let life = 0; life < 3; life++) {
    await typedOnly(async () => {
      const journal = here.open({ durability: 'os', segmentBytes: 500 });
      expect(journal.recovery.last).toBeGreaterThanOrEqual(durable);
      expect([...journal.read()]).toEqual(facts);
      for (let count = 0; count < 6; count++) {
        await typedOnly(() => {
          journal.append([factAt(facts.length + 1)]);
          facts.push(factAt(facts.length + 1));
        });
        await typedOnly(async () => {
          const covered = facts.length;
          await journal.flush();
          durable = covered;
        });
      }
      await typedOnly(() => journal.checkpoint(facts.length, {}));
      await typedOnly(() => journal.close());
    });
    here.kill();
    here.disk.eager = true;
  }
  healed(here);
  expect([...here.open().read()]).toEqual(facts);
}

async function typedOnly(action: () => Promise<void> | void): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
  }
}
