import type { Fact, FactOf } from '../model/facts.ts';
import type { Position } from '../ports/source.ts';
import type { GoneTask } from '../ports/view.ts';

/** How a task ended that was let go, where its work still needs to tell. */
export interface LastKnown {
  readonly position: Position;
  readonly end: FactOf<'stage_changed'>;
  /** Whether its result was taken back. */
  readonly isInvalid: boolean;
}

export function lastKnownOf({ position, end, facts }: GoneTask): LastKnown {
  return { position, end, isInvalid: isTakenBack(facts) };
}

/** Whether the result of a task was taken back, by its facts. */
export function isTakenBack(facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.type === 'annotated' && fact.kind === 'invalidated');
}
