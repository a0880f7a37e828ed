import { ValidationError } from '../model/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import { Folder } from './folder.ts';
import { nodeClock } from './node-clock.ts';
import { nodeFiles } from './node-files.ts';
import { machineOwners, type Owners } from './owner.ts';

/** Where a journal gets from what it cannot make itself; a simulation gives its own. */
export interface MeansOptions {
  readonly files?: Files;
  readonly clock?: Clock;
  readonly owners?: Owners;
  /** A random 32-bit number, not negative. */
  readonly random?: () => number;
}

export interface Means {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly owners: Owners;
  readonly random: () => number;
}

/** @throws ValidationError `invalid_option` where the directory is no path */
export function meansOf(directory: string, options: MeansOptions): Means {
  if (typeof directory !== 'string' || directory === '') throw noPath(directory);
  return {
    folder: new Folder(options.files ?? nodeFiles, directory),
    clock: options.clock ?? nodeClock,
    owners: options.owners ?? machineOwners,
    random: options.random ?? randomSeed,
  };
}

function noPath(given: unknown): ValidationError {
  const message = `The directory of a journal is a path, not ${given === '' ? 'an empty text' : `a ${typeof given}`}.`;
  return new ValidationError('invalid_option', message, 'Give the path of a directory.', 'directory');
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
