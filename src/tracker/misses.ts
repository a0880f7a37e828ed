import { NotFoundError, TrackerError } from '../model/errors.ts';

export function unknownTask(id: string): NotFoundError {
  return new NotFoundError('not_found', `There is no task '${id}'.`, 'Take an id that list() shows.');
}

export function unknownSnapshot(id: string): NotFoundError {
  return new NotFoundError('not_found', `There is no snapshot '${id}'.`, 'Take an id that snapshots() shows.');
}

export function closed(): TrackerError {
  return new TrackerError('closed', 'The tracker is closed and takes no new tasks.', 'Make a new tracker.');
}
