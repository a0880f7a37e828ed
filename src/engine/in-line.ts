import type { DraftOf, Fact } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';

/**
 * A fact of a task of which older ones were let go, for those who follow its stages: a record comes from where they knew
 * the task to be.
 */
export function inLine(source: Pick<FactSource, 'recordBefore' | 'draft'>, fact: Fact): Fact {
  if (fact.type !== 'stage_changed') return fact;
  const before = source.recordBefore(fact.seq);
  if (before === 0) return fact;
  const from = (source.draft(before) as DraftOf<'stage_changed'>).to;
  return from === fact.from ? fact : { ...fact, from };
}
