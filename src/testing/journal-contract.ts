import { type ContractPromise, contractOf } from './contract.ts';
import { keeping, reading } from './journal-keeping.ts';
import { ending, optional } from './journal-lasting.ts';
import type { JournalSubject } from './journal-subject.ts';

/**
 * The promises of a journal, each a sentence with a check, for whoever writes one. What the port leaves open (`durable`,
 * `checkpoint`, `retain`, `health`) is checked where it is there.
 * @param make a journal of its own for each check
 *
 * @example
 * for (const { promise, check } of journalContract(() => ({ journal: myJournal() }))) test(promise, check);
 */
export function journalContract(make: () => JournalSubject | Promise<JournalSubject>): readonly ContractPromise[] {
  return contractOf({ ...keeping, ...reading, ...ending, ...optional }, make);
}
