import { describe, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Durability } from '../../src/ports/journal.ts';
import { type ContractPromise, journalContract } from '../../src/testing.ts';
import { SimMachine } from '../support/sim-journal.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const newDirectory = temporaryDirectories();
const durabilities: readonly Durability[] = ['turn', 'os', 'interval', 'always'];

function run(promises: readonly ContractPromise[]): void {
  test.each(promises.map(({ promise, check }) => [promise, check] as const))('%s', (_, check) => check());
}

describe('in memory', () => run(journalContract(() => ({ journal: memoryJournal() }))));

describe.each(durabilities)('on disk, %s', (durability) => {
  run(
    journalContract(() => {
      const directory = newDirectory();
      const open = () => fileJournal(`${directory}/deep/down`, { durability });
      return { journal: open(), reopen: open };
    }),
  );
});

describe.each(durabilities)('on disk in many small segments, %s', (durability) => {
  run(
    journalContract(() => {
      const directory = newDirectory();
      const open = () => fileJournal(directory, { durability, segmentBytes: 300 });
      return { journal: open(), reopen: open };
    }),
  );
});

describe.each(durabilities)('on a simulated disk, %s', (durability) => {
  run(
    journalContract(() => {
      const machine = new SimMachine();
      machine.disk.eager = true;
      const open = () => machine.open({ durability, segmentBytes: 400 });
      return { journal: open(), reopen: open };
    }),
  );
});
