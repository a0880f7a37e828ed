import { expired } from '../model/expired.ts';
import { NotFoundError, TrackerError } from '../model/errors.ts';
import type { Runtime } from './runtime.ts';

/** One that was let go is told from one that never was, as far as its id says it. */
export function unknownTask({ engine, veil }: Runtime, id: string): NotFoundError {
  const known = veil.key(id);
  if (engine.ledger.isGone(known)) return expired(known);
  return new NotFoundError('not_found', `There is no task '${known}'.`, 'Take an id that list() shows.');
}

export function unknownSnapshot(id: string): NotFoundError {
  return new NotFoundError('not_found', `There is no snapshot '${id}'.`, 'Take an id that snapshots() shows.');
}

export function closed(): TrackerError {
  return new TrackerError('closed', 'The tracker is closed and takes no new tasks.', 'Make a new tracker.');
}
