import type { Fact } from '../model/facts.ts';
import type { Journal } from '../ports/journal.ts';
import { type Checks, type ContractPromise, contractOf, rejects, same, throws } from './contract.ts';
import { sampleFact, sampleFacts } from './sample-facts.ts';

/** A journal to be tried out. */
export interface JournalSubject {
  /** A journal without facts. */
  readonly journal: Journal;
  /** What a later process finds, after `close`; absent where nothing outlives the journal. */
  reopen?(): Journal | Promise<Journal>;
}

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

const keeping: Checks<JournalSubject> = {
  'an empty journal hands out nothing': ({ journal }) => same(all(journal), [], 'read()'),
  'facts are read back as they were appended, in order': ({ journal }) => {
    for (let seq = 1; seq <= 40; seq++) journal.append([sampleFact(seq)]);
    same(all(journal), sampleFacts(1, 40), 'read()');
  },
  'several facts can be appended at once, also none': ({ journal }) => {
    journal.append(sampleFacts(1, 7));
    journal.append([]);
    journal.append(sampleFacts(8, 9));
    same(all(journal), sampleFacts(1, 9), 'read()');
  },
  'a fact out of order is refused, and nothing of the call has happened': ({ journal }) => {
    journal.append([sampleFact(1)]);
    for (const wrong of [[3], [1], [2, 4], [2, 2]]) {
      throws(() => journal.append(wrong.map(sampleFact)), undefined, `append of ${wrong.join(', ')} after 1`);
    }
    journal.append([sampleFact(2)]);
    same(all(journal), sampleFacts(1, 2), 'read()');
  },
  'every text and number comes back': ({ journal }) => {
    const data = { '': ['\u0000', '\u2028', '"\\\n', '💡', -0.5, 1e300, 2 ** 53, null, true], crc: 'y":1' };
    const fact: Fact = { ...stampOf(1), type: 'annotated', kind: 'note', attempt: 0, taskId: '', data };
    journal.append([fact]);
    same(all(journal), [fact], 'read()');
  },
};

const reading: Checks<JournalSubject> = {
  'read leaves out what is not after `since`': ({ journal }) => {
    journal.append(sampleFacts(1, 12));
    for (const since of [0, 1, 5, 11, 12, 40]) {
      same([...journal.read(since)], sampleFacts(1, 12).slice(since), `read(${since})`);
    }
  },
  'read hands out what was there when it was called': ({ journal }) => {
    journal.append(sampleFacts(1, 3));
    const facts = journal.read();
    journal.append([sampleFact(4)]);
    same([...facts], sampleFacts(1, 3), 'a read before an append');
  },
  'two readers do not disturb each other, nor an append between them': ({ journal }) => {
    journal.append(sampleFacts(1, 6));
    const readers = [journal.read()[Symbol.iterator](), journal.read(2)[Symbol.iterator]()];
    const next = () => readers.map((reader) => (reader.next().value as Fact | undefined)?.seq);
    same(next(), [1, 3], 'the first facts');
    journal.append([sampleFact(7)]);
    same(next(), [2, 4], 'the second facts');
  },
  'a reader can stop early': ({ journal }) => {
    journal.append(sampleFacts(1, 6));
    for (const { seq } of journal.read()) if (seq === 2) break;
    same(all(journal).length, 6, 'how many facts are read after that');
  },
};

const ending: Checks<JournalSubject> = {
  'flush resolves, also when there is nothing to flush': async ({ journal }) => {
    await journal.flush();
    journal.append([sampleFact(1)]);
    await Promise.all([journal.flush(), journal.flush()]);
  },
  'after close nothing is appended': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await journal.close();
    throws(() => journal.append([sampleFact(2)]), undefined, 'append after close');
  },
  'closing twice is harmless': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await Promise.all([journal.close(), journal.close()]);
    await journal.close();
  },
  'a later process finds all facts and goes on': async (subject) => {
    const { journal } = subject;
    if (!subject.reopen) return;
    journal.append(sampleFacts(1, 5));
    await journal.close();
    const next = await subject.reopen();
    same(all(next), sampleFacts(1, 5), 'what the next one reads');
    next.append([sampleFact(6)]);
    same(all(next), sampleFacts(1, 6), 'what it reads after its own append');
    await next.close();
  },
};

const optional: Checks<JournalSubject> = {
  'durable resolves for each fact that was appended, and rejects for others': async ({ journal }) => {
    if (journal.durable === undefined) return;
    journal.append(sampleFacts(1, 3));
    for (const seq of [1, 2, 3]) await journal.durable(seq);
    await rejects(journal.durable(4), undefined, 'durable(4)');
  },
  'a checkpoint comes back whole, and only the newest': async (subject) => {
    const { journal } = subject;
    if (journal.checkpoint === undefined || !subject.reopen) return;
    same(journal.restore?.(), undefined, 'restore() before the first checkpoint');
    journal.append(sampleFacts(1, 5));
    await journal.checkpoint(3, { a: [1, 'x'] });
    await journal.checkpoint(5, { b: { c: null } });
    await journal.close();
    const next = await subject.reopen();
    const { upTo, parts } = next.restore?.() ?? {};
    same({ upTo, parts }, { upTo: 5, parts: { b: { c: null } } }, 'restore()');
    await next.close();
  },
  'a checkpoint that goes further than the facts is refused': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    if (journal.checkpoint) await rejects(journal.checkpoint(2, {}), undefined, 'checkpoint(2)');
  },
  'retain never lets go of a fact that is asked for': async ({ journal }) => {
    if (journal.retain === undefined) return;
    journal.append(sampleFacts(1, 50));
    await journal.flush();
    const gone = await journal.retain(30);
    same(gone < 30, true, `retain(30) lets go of ${gone}, so fewer than 30`);
    same(all(journal), sampleFacts(gone + 1, 50), 'what is left');
  },
  'health tells that all is well': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await journal.flush();
    const health = journal.health?.();
    same([undefined, 'ok', 'memory'].includes(health?.journal), true, `health() says ${health?.journal ?? 'nothing'}`);
  },
};

function all(journal: Journal): readonly Fact[] {
  return [...journal.read()];
}

function stampOf(seq: number) {
  return { seq, timestamp: 1_700_000_000_000, mono: seq };
}
