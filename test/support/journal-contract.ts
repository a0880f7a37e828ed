import assert from 'node:assert/strict';
import type { Fact } from '../../src/model/facts.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { factAt, factsBetween } from './sample-facts.ts';

/** A journal to be tried out. */
export interface Subject {
  /** A journal without facts. */
  readonly journal: Journal;
  /** What a later process finds, after `close`; absent where nothing outlives the journal. */
  reopen?(): Journal;
}

export interface Promised {
  readonly promise: string;
  check(): Promise<void>;
}

/** The promises of the port `Journal`, each a sentence with a check. */
export function journalContract(make: () => Subject): readonly Promised[] {
  const checks: Record<string, (subject: Subject) => Promise<void>> = { ...basic, ...lasting, ...optional };
  return Object.entries(checks).map(([promise, check]) => ({ promise, check: () => check(make()) }));
}

const basic: Record<string, (subject: Subject) => Promise<void>> = {
  'an empty journal hands out nothing': async ({ journal }) => {
    assert.deepEqual(all(journal), []);
  },
  'facts are read back as they were appended, in order': async ({ journal }) => {
    for (let seq = 1; seq <= 20; seq++) journal.append([factAt(seq)]);
    assert.deepEqual(all(journal), factsBetween(1, 20));
  },
  'several facts can be appended at once, also none': async ({ journal }) => {
    journal.append(factsBetween(1, 7));
    journal.append([]);
    journal.append(factsBetween(8, 9));
    assert.deepEqual(all(journal), factsBetween(1, 9));
  },
  'a fact out of order is refused, and nothing of the call has happened': async ({ journal }) => {
    journal.append([factAt(1)]);
    for (const wrong of [[factAt(3)], [factAt(1)], [factAt(2), factAt(4)], [factAt(2), factAt(2)]]) {
      assert.throws(() => journal.append(wrong), { code: 'format' });
    }
    journal.append([factAt(2)]);
    assert.deepEqual(all(journal), factsBetween(1, 2));
  },
  'read leaves out what is not after `since`': async ({ journal }) => {
    journal.append(factsBetween(1, 12));
    for (const since of [0, 1, 5, 11, 12, 40]) {
      assert.deepEqual([...journal.read(since)], factsBetween(1, 12).slice(since));
    }
  },
  'read hands out what was there when it was called': async ({ journal }) => {
    journal.append(factsBetween(1, 3));
    const facts = journal.read();
    journal.append([factAt(4)]);
    assert.deepEqual([...facts], factsBetween(1, 3));
  },
  'two readers do not disturb each other, nor an append between them': async ({ journal }) => {
    journal.append(factsBetween(1, 6));
    const [one, two] = [journal.read()[Symbol.iterator](), journal.read(2)[Symbol.iterator]()];
    assert.deepEqual([one.next().value, two.next().value], [factAt(1), factAt(3)]);
    journal.append([factAt(7)]);
    assert.deepEqual([one.next().value, two.next().value], [factAt(2), factAt(4)]);
  },
  'a reader can stop early': async ({ journal }) => {
    journal.append(factsBetween(1, 6));
    for (const fact of journal.read()) if (fact.seq === 2) break;
    assert.equal(all(journal).length, 6);
  },
  'every text and number comes back': async ({ journal }) => {
    const data = { '': ['\u0000', '\ud800', '\u2028', '"\\\n', '💡', -0.5, 1e300, 2 ** 53, null, true], crc: 'y":1' };
    const fact: Fact = { ...factAt(1), type: 'annotated', kind: 'note', attempt: 0, taskId: '', data };
    journal.append([fact]);
    assert.deepEqual(all(journal), [fact]);
  },
};

const lasting: Record<string, (subject: Subject) => Promise<void>> = {
  'flush resolves, also when there is nothing to flush': async ({ journal }) => {
    await journal.flush();
    journal.append([factAt(1)]);
    await Promise.all([journal.flush(), journal.flush()]);
  },
  'after close nothing is appended': async ({ journal }) => {
    journal.append([factAt(1)]);
    await journal.close();
    assert.throws(() => journal.append([factAt(2)]), { code: 'closed' });
  },
  'closing twice is harmless, and so is flushing what was closed': async ({ journal }) => {
    journal.append([factAt(1)]);
    await Promise.all([journal.close(), journal.close()]);
    await journal.close();
    await journal.flush();
  },
  'facts can still be read after close': async ({ journal }) => {
    journal.append(factsBetween(1, 3));
    await journal.close();
    assert.deepEqual(all(journal), factsBetween(1, 3));
  },
  'a later process finds all facts and goes on': async ({ journal, reopen }) => {
    if (reopen === undefined) return;
    journal.append(factsBetween(1, 5));
    await journal.close();
    const next = reopen();
    assert.deepEqual(all(next), factsBetween(1, 5));
    next.append([factAt(6)]);
    assert.deepEqual(all(next), factsBetween(1, 6));
    assert.equal(next.recovery?.last ?? 5, 5);
    assert.equal(next.recovery?.clean ?? true, true);
  },
};

const optional: Record<string, (subject: Subject) => Promise<void>> = {
  'durable resolves for each fact that was appended': async ({ journal }) => {
    journal.append(factsBetween(1, 3));
    for (const seq of [3, 1, 2]) await journal.durable?.(seq);
  },
  'durable rejects for a fact that was not appended': async ({ journal }) => {
    if (journal.durable !== undefined) await assert.rejects(journal.durable(1), { code: 'format' });
  },
  'a checkpoint comes back as it was given, and only the newest': async ({ journal, reopen }) => {
    if (journal.checkpoint === undefined || reopen === undefined) return;
    assert.equal(journal.restore?.(), undefined);
    journal.append(factsBetween(1, 5));
    await Promise.all([journal.checkpoint(3, { a: [1, 'x'] }), journal.checkpoint(5, { b: { c: null } })]);
    await journal.close();
    const { upTo, parts } = reopen().restore?.() ?? {};
    assert.deepEqual({ upTo, parts }, { upTo: 5, parts: { b: { c: null } } });
  },
  'a checkpoint that goes further than the facts is refused': async ({ journal }) => {
    journal.append([factAt(1)]);
    if (journal.checkpoint !== undefined) await assert.rejects(journal.checkpoint(2, {}), { code: 'format' });
  },
  'retain never lets go of a fact that is asked for': async ({ journal }) => {
    journal.append(factsBetween(1, 50));
    await journal.flush();
    const gone = (await journal.retain?.(30)) ?? 0;
    assert.ok(gone < 30);
    assert.deepEqual(all(journal), factsBetween(gone + 1, 50));
  },
  'health tells that all is well': async ({ journal }) => {
    journal.append([factAt(1)]);
    await journal.flush();
    const health = journal.health?.();
    assert.ok(health === undefined || health.journal === 'ok' || health.journal === 'memory');
    assert.equal(health?.lagMs ?? 0, 0);
  },
};

function all(journal: Journal): readonly Fact[] {
  return [...journal.read()];
}
