/** `worktrail/journal`: where facts are kept. */
export { type FileJournal, type FileJournalOptions, fileJournal } from './journal/file-journal.ts';
export { memoryJournal } from './journal/memory-journal.ts';
export { type SegmentReport, type Verification, verify } from './journal/verify.ts';
export { type Repair, type RepairOptions, repair } from './journal/repair.ts';
export type { Damage } from './journal/examine.ts';
export type { MeansOptions } from './journal/means.ts';
export type { Owners } from './journal/owner.ts';
export { factSchema } from './model/fact-schema.ts';
export type { Clock } from './ports/clock.ts';
export type { FileEntry, Files, OpenFile } from './ports/files.ts';
export type { Checkpoint, Durability, Journal, JournalHealth, JournalOwner, Recovery } from './ports/journal.ts';
