import { beforeFloor } from '../model/expired.ts';
import type { Fact } from '../model/facts.ts';
import type { Runtime } from './runtime.ts';

/**
 * All facts after one, but for old signs of life that memory has let go of: from memory, or from the journal where some
 * of them were let go.
 * @throws NotFoundError (`expired`) where neither has all of them
 */
export function factsSince({ engine: { ledger }, archive }: Runtime, since: number): Iterable<Fact> {
  if (since >= ledger.gap) return ledger.facts(since);
  const facts = archive?.factsSince(Math.max(0, Math.trunc(since)), ledger.seq);
  if (!facts) throw beforeFloor(since, ledger.gap);
  return facts;
}
