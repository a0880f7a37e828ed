import { noDisk } from './complaints.ts';
import type { MeansOptions } from './means.ts';
import type { Verification } from './verify.ts';

/** @throws JournalError `no_disk`, always: a browser has no directories */
export function verify(directory: string, _options: MeansOptions = {}): Verification {
  throw noDisk(directory);
}
