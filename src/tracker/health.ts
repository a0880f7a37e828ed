import type { Health } from '../model/records.ts';
import { droppedKeys } from '../views/gone-keys.ts';
import type { Functions } from './functions.ts';
import type { Runtime } from './runtime.ts';

const inMemory = { journal: 'memory', lagMs: 0, bytes: 0 } as const;

/** How the journal is, and how much was let go of what this process keeps. Counters that stand at 0 are left out. */
export function healthOf({ engine, journal, debts, faults, tally }: Runtime, functions: Functions): Health {
  const counters = {
    tasks: engine.ledger.keeper.dropped,
    facts: engine.ledger.gone.missing,
    signs_of_life: engine.ledger.gone.signs,
    history: engine.ledger.gone.others,
    keys: droppedKeys(engine.ledger),
    unwritten_ends: debts.dropped,
    faults: faults.count,
    cut_values: tally.cuts,
    arguments: functions.droppedArguments,
  };
  const dropped = Object.fromEntries(Object.entries(counters).filter(([, count]) => count > 0));
  return Object.freeze({ ...(journal?.health() ?? inMemory), dropped: Object.freeze(dropped) });
}
