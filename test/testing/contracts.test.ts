import { describe, expect, test } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { factSchema } from '../../src/model/fact-schema.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { journalContract, type Observer, observerContract } from '../../src/testing.ts';
import { sampleFacts } from '../../src/testing/sample-facts.ts';
import { Pulse } from '../../src/tracker/pulse.ts';

describe('an observer of ours', () => {
  const engine = { subscribe: () => undefined, later: <A>(act: (given: A) => void, given?: A) => act(given as A) };
  for (const { promise, check } of observerContract(() => ({ observer: new Pulse(engine) }))) test(promise, check);
});

async function brokenPromises(contract: ReturnType<typeof journalContract>): Promise<readonly string[]> {
  const found = await Promise.all(
    contract.map(
      async ({ promise, check }) =>
        await check().then(
          () => undefined,
          () => promise,
        ),
    ),
  );
  return found.filter((promise) => promise !== undefined);
}

/** What a user may write: the four methods of the port, and none of what it leaves open. */
function plainJournal(
  kept: Fact[] = [],
  refuse = (code: string): Error => Object.assign(new Error(code), { code }),
): Journal {
  let closed = false;
  return {
    append(facts) {
      if (closed) throw refuse('closed');
      if (facts.some(({ seq }, at) => seq !== kept.length + at + 1)) throw refuse('format');
      kept.push(...facts);
    },
    read: (since = 0) => kept.slice(since),
    flush: async () => {},
    close: async () => {
      closed = true;
    },
  };
}

test('a journal of four methods keeps the contract', async () => {
  const contract = journalContract(() => {
    const kept: Fact[] = [];
    return { journal: plainJournal(kept), reopen: () => plainJournal(kept) };
  });
  expect(await brokenPromises(contract)).toEqual([]);
});

test('a refusal must say what was refused', async () => {
  const careless = () => ({ journal: plainJournal([], () => new Error('no')) });
  const closed = journalContract(careless).find(({ promise }) => promise === 'after close nothing is appended');
  await expect(closed?.check()).rejects.toThrow("append after close: refused as undefined, not as 'closed'");
});

test('a journal that breaks its promises is found out', async () => {
  const forgetful = (): Journal => {
    const kept = memoryJournal();
    return {
      append: (facts) => kept.append(facts.slice(0, 5)),
      read: () => kept.read(),
      flush: async () => {},
      close: async () => {},
      health: () => ({ journal: 'failing', lagMs: 0, bytes: 0, unknown: 0 }),
    };
  };
  const broken = await brokenPromises(journalContract(() => ({ journal: forgetful() })));
  expect(broken).toContain('several facts can be appended at once, also none');
  expect(broken).toContain('read leaves out what is not after `since`');
  expect(broken).toContain('after close nothing is appended');
  expect(broken).toContain('health tells that all is well');
  expect(broken).not.toContain('flush resolves, also when there is nothing to flush');
});

test('an observer that breaks its promises is found out', async () => {
  const shared: string[] = [];
  const careless = (): Observer => ({
    told(fact, seq, task) {
      shared.push(fact.type);
      (fact as { seen?: boolean }).seen = true;
      if (task === undefined) throw new Error('which task?');
      return seq as unknown as void;
    },
  });
  const contract = observerContract(() => ({ observer: careless(), outcome: () => [...shared] }));
  expect(await brokenPromises(contract)).toHaveLength(contract.length);
});

test('there is a sample of every type of fact, each as the schema has it', () => {
  const facts = sampleFacts(1, 16).map((fact) => factSchema.parse(fact));
  expect(new Set(facts.map(({ type }) => type)).size).toBe(factSchema.options.length);
});
