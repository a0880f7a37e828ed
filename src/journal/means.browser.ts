import { noDisk } from './complaints.ts';
import type { Means, MeansOptions } from './means.ts';

/** @throws JournalError `no_disk`, always: a browser has no directories */
export function meansOf(directory: string, _options: MeansOptions): Means {
  throw noDisk(directory);
}
