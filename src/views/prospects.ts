import type { Role } from '../model/lifecycle.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { birthOf } from './birth.ts';
import { resumedTo } from './resumes.ts';
import { standingOf } from './standing.ts';

/** What can still become of a task. Computed when asked for, never stored. */

/** Whether a road leads from where a task is to a stage. */
export function canMove(source: FactSource, position: Position, to: string): boolean {
  const lifecycle = source.lifecycle(birthOf(source, position).lifecycle);
  return lifecycle?.canMove(standingOf(source, position).stage, to) ?? false;
}

export function isCancellable(source: FactSource, position: Position): boolean {
  return hasRoad(source, position, 'cancel');
}

export function isRetryable(source: FactSource, position: Position): boolean {
  return hasRoad(source, position, 'retry');
}

/** As far as facts tell: whether function and arguments are at hand is known to a process only. */
export function isResumable(source: FactSource, position: Position): boolean {
  if (birthOf(source, position).parent !== undefined) return false;
  const { isInterrupted, outcome } = standingOf(source, position);
  if (isInterrupted) return true;
  const mayGoOn = outcome === 'failure' || outcome === 'timeout' || outcome === 'stopped';
  return mayGoOn && resumedTo(source, source.idOf(position)) === undefined;
}

function hasRoad(source: FactSource, position: Position, role: Role): boolean {
  const lifecycle = source.lifecycle(birthOf(source, position).lifecycle);
  const to = lifecycle?.stageFor(role, standingOf(source, position).stage);
  return to !== undefined && canMove(source, position, to);
}
