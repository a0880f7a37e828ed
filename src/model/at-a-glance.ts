import { Creation } from './creation.ts';
import type { Draft, DraftOf } from './facts.ts';
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

export function isCreation(draft: Draft): draft is DraftOf<'task_created'> {
  return draft instanceof Creation || draft.type === 'task_created';
}
