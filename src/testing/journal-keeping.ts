import type { Fact } from '../model/facts.ts';
import { type Checks, same, throws } from './contract.ts';
import { factsIn, type JournalSubject } from './journal-subject.ts';
import { sampleFact, sampleFacts } from './sample-facts.ts';

/** What a journal is given, it keeps and hands out again. */
export const keeping: Checks<JournalSubject> = {
  'an empty journal hands out nothing': ({ journal }) => same(factsIn(journal), [], 'read()'),
  'facts are read back as they were appended, in order': ({ journal }) => {
    for (let seq = 1; seq <= 40; seq++) journal.append([sampleFact(seq)]);
    same(factsIn(journal), sampleFacts(1, 40), 'read()');
  },
  'several facts can be appended at once, also none': ({ journal }) => {
    journal.append(sampleFacts(1, 7));
    journal.append([]);
    journal.append(sampleFacts(8, 9));
    same(factsIn(journal), sampleFacts(1, 9), 'read()');
  },
  'a fact out of order is refused, and nothing of the call has happened': ({ journal }) => {
    journal.append([sampleFact(1)]);
    for (const wrong of [[3], [1], [2, 4], [2, 2]]) {
      throws(() => journal.append(wrong.map(sampleFact)), 'format', `append of ${wrong.join(', ')} after 1`);
    }
    journal.append([sampleFact(2)]);
    same(factsIn(journal), sampleFacts(1, 2), 'read()');
  },
  'every text and number comes back': ({ journal }) => {
    const stamp = { seq: 1, timestamp: 1_700_000_000_000, mono: 1 };
    const data = { '': ['\u0000', '\ud800', '\u2028', '"\\\n', '💡', -0.5, 1e300, 2 ** 53, null, true], crc: 'y":1' };
    const fact: Fact = { ...stamp, type: 'annotated', kind: 'note', attempt: 0, taskId: '', data };
    journal.append([fact]);
    same(factsIn(journal), [fact], 'read()');
  },
};

export const reading: Checks<JournalSubject> = {
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
    same(factsIn(journal).length, 6, 'how many facts are read after that');
  },
};
