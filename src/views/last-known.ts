import type { Fact, FactOf } from '../model/facts.ts';
import type { Position } from '../ports/source.ts';

/** How a task ended that was let go, where its work still needs to tell. */
export interface LastKnown {
  readonly position: Position;
  readonly end: FactOf<'stage_changed'>;
  /** Whether its result was taken back. */
  readonly isInvalid: boolean;
}

/** Undefined where it had no record. */
export function lastKnownOf(position: Position, facts: readonly Fact[]): LastKnown | undefined {
  const end = facts.findLast((fact): fact is FactOf<'stage_changed'> => fact.type === 'stage_changed');
  const isInvalid = facts.some((fact) => fact.type === 'annotated' && fact.kind === 'invalidated');
  return end && { position, end, isInvalid };
}
