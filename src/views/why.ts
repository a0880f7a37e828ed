import type { Fact } from '../model/facts.ts';
import type { WhyLink } from '../model/records.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { birthOf } from './birth.ts';
import { pathOf } from './paths.ts';
import { present } from './present.ts';
import { initialStage } from './standing.ts';

/**
 * The chain of causes, the newest first.
 *
 * 1. Its first link is the newest record of the task itself.
 * 2. No fact stands in it twice, whatever the causes say.
 * 3. A request to end shows as the end that was asked for; on the task's own end it adds nothing and is left out.
 */
export function whyOf(source: FactSource, position: Position): readonly WhyLink[] {
  const latest = source.latest(position);
  if (!latest) return Object.freeze([untouched(source, position)]);
  return Object.freeze([...links(source, latest)]);
}

function* links(source: FactSource, first: Fact): Iterable<WhyLink> {
  const seen = new Set<number>();
  let last: WhyLink | undefined;
  for (let fact: Fact | undefined = first; fact && !seen.has(fact.seq); fact = causeOf(source, fact)) {
    seen.add(fact.seq);
    const link = linkOf(source, fact);
    if (link && !(fact.type === 'cancel_requested' && last?.taskId === link.taskId)) yield link;
    last = link ?? last;
  }
}

function causeOf(source: FactSource, fact: Fact): Fact | undefined {
  const cause = fact.type === 'stage_changed' || fact.type === 'cancel_requested' ? fact.cause : undefined;
  return cause === undefined ? undefined : source.fact(cause);
}

function linkOf(source: FactSource, fact: Fact): WhyLink | undefined {
  if (fact.type !== 'stage_changed' && fact.type !== 'cancel_requested') return undefined;
  const { reason, message } = fact;
  const where = fact.type === 'stage_changed' ? fact : { to: fact.outcome, attempt: undefined };
  return Object.freeze({
    taskId: fact.taskId,
    path: pathOf(birthOf(source, source.positionOf(fact.taskId) as Position)),
    stage: where.to,
    ...present({ reason, message, attempt: where.attempt }),
  });
}

function untouched(source: FactSource, position: Position): WhyLink {
  const created = source.created(position);
  return Object.freeze({ taskId: created.taskId, path: pathOf(created), stage: initialStage(created), attempt: 0 });
}
