/**
 * One life of a flow in a process of its own, as `crashEverywhere` starts it with `processes`: it kills itself after a
 * write of its journal, or lives on to the end.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { fileJournal } from '../journal/file-journal.ts';
import type { Fact } from '../model/facts.ts';
import type { Journal } from '../ports/journal.ts';
import type { ChildOrders } from './crash-in-processes.ts';
import { live } from './lives.ts';
import { scenarioIn } from './scenario.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as ChildOrders;

/** The last write that is allowed is kept, and is the last thing that the process does. */
function mortal(journal: Journal): Journal & { readonly writes: number } {
  let writes = 0;
  return {
    append(facts: readonly Fact[]) {
      journal.append(facts);
      if (++writes === orders.lastWrite) process.kill(process.pid, 'SIGKILL');
    },
    read: (since) => journal.read(since),
    flush: () => journal.flush(),
    close: () => journal.close(),
    get writes() {
      return writes;
    },
  };
}

const journal = mortal(fileJournal(orders.directory, { durability: 'os' }));
const effect = (name: string) => appendFileSync(orders.effects, `${JSON.stringify(name)}\n`);
await live(await scenarioIn(new URL(orders.url)), { journal, effect, patienceMs: orders.patienceMs });
await journal.close();
writeFileSync(`${orders.effects}.writes`, String(journal.writes));
process.exit(0);
