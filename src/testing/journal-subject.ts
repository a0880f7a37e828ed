import type { Fact } from '../model/facts.ts';
import type { Journal } from '../ports/journal.ts';

/** A journal to be tried out. */
export interface JournalSubject {
  /** A journal without facts. */
  readonly journal: Journal;
  /** What a later process finds, after `close`; absent where nothing outlives the journal. */
  reopen?(): Journal | Promise<Journal>;
}

export function factsIn(journal: Journal): readonly Fact[] {
  return [...journal.read()];
}
