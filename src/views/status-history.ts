import type { DraftOf } from '../model/facts.ts';
import type { StatusRecord } from '../model/status.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { beginningOf } from './standing.ts';
import { statusOf } from './status-record.ts';

/** Where a task is. Before its first transition: where it was created. */
export function statusAt(source: FactSource, position: Position): StatusRecord {
  return statusAfter(source, position, source.latestSeq(position));
}

/** Every record of a task, oldest first. */
export function historyOf(source: FactSource, position: Position): readonly StatusRecord[] {
  const changes = source.factsOf(position).filter(({ type }) => type === 'stage_changed');
  return Object.freeze(changes.map(({ seq }) => statusOf(source, position, seq)));
}

/**
 * @param record the number of the record that it came to, 0 where it had none
 * @param change what that record says, where it is at hand
 */
export function statusAfter(
  source: FactSource,
  position: Position,
  record: number,
  change?: DraftOf<'stage_changed'>,
): StatusRecord {
  return record === 0 ? statusAtFirst(source, position) : statusOf(source, position, record, change);
}

function statusAtFirst(source: FactSource, position: Position): StatusRecord {
  const seq = source.createdSeq(position);
  const birth = source.draft(seq) as DraftOf<'task_created'>;
  const { stage, phase } = beginningOf(source, birth);
  return Object.freeze({ stage, phase, timestamp: source.timestamp(seq), seq, attempt: 0 });
}
