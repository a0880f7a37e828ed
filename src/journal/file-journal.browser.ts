import { noDisk } from './complaints.ts';
import type { FileJournal, FileJournalOptions } from './file-journal.ts';

/** @throws JournalError `no_disk`, always: a browser has no directories */
export function fileJournal(directory: string, _options: FileJournalOptions = {}): FileJournal {
  throw noDisk(directory);
}
