import { JournalError } from '../model/errors.ts';
import type { Draft, DraftOf, Fact, Stamp } from '../model/facts.ts';
import type { Entity } from './entity.ts';
import type { Ledger } from './ledger.ts';
import { isKnown } from './row-codes.ts';

/**
 * Remembers facts that are kept elsewhere; nobody is told of them. What is due is let go on the way, so that memory holds
 * what a tracker holds that lived through them.
 * @param until the last fact that is remembered
 * @throws JournalError of code `format` for a fact that does not fit to those before it
 */
export function replay(ledger: Ledger, facts: Iterable<Fact>, until = Number.POSITIVE_INFINITY): void {
  for (const fact of facts) {
    if (fact.seq > until) return;
    if (fact.seq > ledger.seq + 1) ledger.beginAfter(fact.seq - 1);
    if (ledger.keeper.isOverdue) ledger.settle();
    rememberAgain(ledger, fact);
  }
}

function rememberAgain(ledger: Ledger, { seq, timestamp, mono, taskId, ...draft }: Fact): void {
  const stamp = { seq, timestamp, mono };
  const entity = taskId === undefined ? undefined : entityOf(ledger, draft, taskId, stamp);
  if (entity || taskId === undefined) ledger.remember(entity, draft, stamp);
  else if (isKnown(draft.type)) ledger.skip();
  else ledger.remember(undefined, { ...(draft as Draft), taskId } as unknown as Draft, stamp);
}

/** Undefined for a task that was let go, and for an unknown one of which a later version said something. */
function entityOf(ledger: Ledger, draft: Draft, taskId: string, stamp: Stamp): Entity | undefined {
  const position = ledger.positionOf(taskId);
  if (draft.type === 'task_created') return bornAgain(ledger, draft, taskId, stamp);
  if (position === undefined) {
    if (isKnown(draft.type)) checkWasLetGo(ledger, stamp.seq);
    return undefined;
  }
  return ledger.entity(position);
}

function bornAgain(ledger: Ledger, draft: DraftOf<'task_created'>, taskId: string, { seq, mono }: Stamp): Entity {
  if (ledger.positionOf(taskId) !== undefined) refuseStray(seq);
  if (draft.parent !== undefined && ledger.positionOf(draft.parent) === undefined) checkWasLetGo(ledger, seq);
  const entity = ledger.begin(draft, mono);
  ledger.ids.replay(entity.position, taskId);
  return entity;
}

/** What is not known may have been let go, here or in the journal. */
function checkWasLetGo({ isWhole, keeper }: Ledger, seq: number): void {
  if (isWhole && keeper.dropped === 0) refuseStray(seq);
}

/** A journal from elsewhere may say anything: a task comes before what is said of it, once, and after its parent. */
function refuseStray(seq: number): never {
  const message = `The fact ${seq} is about a task, or inside of one, that it does not fit to.`;
  const fix = 'It was written by something else than worktrail; begin in another directory.';
  throw new JournalError('format', message, fix, { details: { seq } });
}
