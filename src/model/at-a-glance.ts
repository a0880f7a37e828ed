import { Creation } from './creation.ts';
import type { Draft, DraftOf } from './facts.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { Move } from './move.ts';
import { ResultMove } from './result-move.ts';

/**
 * What kind a draft is. The usual ones are classes and are told by them first: that costs the same however many shapes of
 * drafts a program has seen, where to read their `type` would not.
 */
export function isRecord(draft: Draft): draft is DraftOf<'stage_changed'> {
  if (draft instanceof Move || draft instanceof ResultMove) return true;
  return !(draft instanceof Creation) && draft.type === 'stage_changed';
}

/** What a record says of its stage; of a usual one it is known. */
export function meaningIn(record: DraftOf<'stage_changed'>): Meaning {
  if (record instanceof Move) return record.meaning;
  return record instanceof ResultMove ? record.move.meaning : meaningOf(record);
}

export function isCreation(draft: Draft): draft is DraftOf<'task_created'> {
  return draft instanceof Creation || draft.type === 'task_created';
}
