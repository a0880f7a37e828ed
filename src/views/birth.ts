import type { DraftOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';

/** What a task was created with, without when: that costs nothing to tell, where the fact itself is made anew each time. */
export function birthOf(source: FactSource, position: Position): DraftOf<'task_created'> {
  return source.draft(source.createdSeq(position)) as DraftOf<'task_created'>;
}
