import { noDisk } from './complaints.ts';
import type { Repair, RepairOptions } from './repair.ts';

/** @throws JournalError `no_disk`, always: a browser has no directories */
export function repair(directory: string, _options: RepairOptions = {}): Repair {
  throw noDisk(directory);
}
