import { NotFoundError } from './errors.ts';

/** What was let go is asked for. */
export function expired(id?: string): NotFoundError {
  const fix = 'Keep more with `retention`, or ask history(id), which reads the journal where there is one.';
  return new NotFoundError(
    'expired',
    `The task${id === undefined ? '' : ` '${id}'`} was let go: it ended long ago, or many others since.`,
    fix,
  );
}

/** A moment is asked for of which not all is kept. */
export function beforeFloor(seq: number, floor: number): NotFoundError {
  const message = `Not all is known of the moment after fact ${seq}: tasks that were let go have facts up to ${floor}.`;
  return new NotFoundError('expired', message, 'Ask for a later moment, or keep more with `retention`.');
}
