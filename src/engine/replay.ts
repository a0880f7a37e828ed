import { JournalError } from '../model/errors.ts';
import type { Draft, DraftOf, Fact, Stamp } from '../model/facts.ts';
import type { Ledger } from './ledger.ts';
import { replayBatch } from './retention.ts';
import { isKnown } from './row-codes.ts';

/**
 * Remembers facts that are kept elsewhere; nobody is told of them. What is due is let go on the way, so that memory holds
 * little more than a tracker does that lived through them.
 * @param until the last fact that is remembered
 * @throws JournalError `format` for a fact that does not fit to those before it
 */
export function replay(ledger: Ledger, facts: Iterable<Fact>, until = Number.POSITIVE_INFINITY): void {
  for (const fact of facts) {
    if (fact.seq > until) return;
    if (fact.seq > ledger.seq + 1) leaveOut(ledger, fact);
    ledger.thin();
    if (ledger.keeper.isOverdue(replayBatch)) ledger.settle();
    rememberAgain(ledger, fact);
  }
}

/** What was before it is not there any more, and counts nowhere. */
function leaveOut(ledger: Ledger, { seq, timestamp, mono }: Fact): void {
  ledger.gone.missing += seq - 1 - ledger.seq;
  ledger.skipTo({ seq: seq - 1, timestamp, mono });
}

function rememberAgain(ledger: Ledger, { seq, timestamp, mono, taskId, ...draft }: Fact): void {
  const stamp = { seq, timestamp, mono };
  if (taskId === undefined) return ledger.remember(undefined, draft, stamp);
  const position = ledger.positionOf(taskId);
  if (draft.type === 'task_created') return create(ledger, taskId, draft, stamp);
  if (position !== undefined) return ledger.remember(ledger.entity(position), draft, stamp);
  if (ledger.floor > 0) return ledger.skipTo(stamp);
  if (isKnown(draft.type)) refuseStray(seq);
  ledger.remember(undefined, { ...(draft as Draft), taskId } as unknown as Draft, stamp);
}

function create(ledger: Ledger, taskId: string, draft: DraftOf<'task_created'>, stamp: Stamp): void {
  const { parent } = draft;
  const isOrphan = parent !== undefined && ledger.positionOf(parent) === undefined;
  if (ledger.positionOf(taskId) !== undefined || (isOrphan && ledger.floor === 0)) refuseStray(stamp.seq);
  const entity = ledger.begin(draft);
  ledger.ids.replay(entity.position, taskId);
  ledger.remember(entity, draft, stamp);
}

/**
 * A journal from elsewhere may say anything: a task comes before what is said of it, once, and after its parent. Where
 * tasks were let go, what is said of one that is not there is said of one of those.
 */
function refuseStray(seq: number): never {
  const message = `The fact ${seq} is about a task, or inside of one, that it does not fit to.`;
  const fix = 'It was written by something else than worktrail; begin in another directory.';
  throw new JournalError('format', message, fix, { details: { seq } });
}
