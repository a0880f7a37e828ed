import { join } from 'node:path';
import { fileJournal } from '../../../dist/journal.js';
import { worktrail } from './worktrail.mjs';

/** Lives in a journal on disk; a new one for each clearing. */
export function journalled(folder, durability) {
  let count = 0;
  let journal;
  let inner = fresh();
  return {
    life: () => inner.life(),
    /** With `turn`: what the end of the turn does, which a reader of the journal brings about. */
    endTurn: () => journal.read(),
    clear: () => (inner = fresh()),
    bytes: () => journal.health().bytes,
  };

  function fresh() {
    journal = fileJournal(join(folder, `${durability}-${process.pid}-${++count}`), { durability });
    return worktrail(1, { journal });
  }
}
