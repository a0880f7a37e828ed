import { type Checks, rejects, same, throws } from './contract.ts';
import { factsIn, type JournalSubject } from './journal-subject.ts';
import { sampleFact, sampleFacts } from './sample-facts.ts';

/** What is on stable storage, what outlives the process, and how a journal ends. */
export const ending: Checks<JournalSubject> = {
  'flush resolves, also when there is nothing to flush': async ({ journal }) => {
    await journal.flush();
    journal.append([sampleFact(1)]);
    await Promise.all([journal.flush(), journal.flush()]);
  },
  'after close nothing is appended': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await journal.close();
    throws(() => journal.append([sampleFact(2)]), 'closed', 'append after close');
  },
  'closing twice is harmless, and so is flushing what was closed': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await Promise.all([journal.close(), journal.close()]);
    await journal.close();
    await journal.flush();
  },
  'facts can still be read after close': async ({ journal }) => {
    journal.append(sampleFacts(1, 3));
    await journal.close();
    same(factsIn(journal), sampleFacts(1, 3), 'read() after close');
  },
  'a later process finds all facts and goes on': async (subject) => {
    const { journal } = subject;
    if (!subject.reopen) return;
    journal.append(sampleFacts(1, 5));
    await journal.close();
    const next = await subject.reopen();
    same(factsIn(next), sampleFacts(1, 5), 'what the next one reads');
    const { last = 5, clean = true } = next.recovery ?? {};
    same({ last, clean }, { last: 5, clean: true }, 'what its recovery tells');
    next.append([sampleFact(6)]);
    same(factsIn(next), sampleFacts(1, 6), 'what it reads after its own append');
    await next.close();
  },
};

export const optional: Checks<JournalSubject> = {
  'durable resolves for each fact that was appended, in any order, and rejects for others': async ({ journal }) => {
    if (journal.durable === undefined) return;
    journal.append(sampleFacts(1, 3));
    for (const seq of [3, 1, 2]) await journal.durable(seq);
    await rejects(journal.durable(4), 'format', 'durable(4)');
  },
  'a checkpoint comes back whole, and only the newest': async (subject) => {
    const { journal } = subject;
    if (journal.checkpoint === undefined || !subject.reopen) return;
    same(journal.restore?.(), undefined, 'restore() before the first checkpoint');
    journal.append(sampleFacts(1, 5));
    await Promise.all([journal.checkpoint(3, { a: [1, 'x'] }), journal.checkpoint(5, { b: { c: null } })]);
    await journal.close();
    const next = await subject.reopen();
    const { upTo, parts } = next.restore?.() ?? {};
    same({ upTo, parts }, { upTo: 5, parts: { b: { c: null } } }, 'restore()');
    await next.close();
  },
  'a checkpoint that goes further than the facts is refused': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    if (journal.checkpoint) await rejects(journal.checkpoint(2, {}), 'format', 'checkpoint(2)');
  },
  'retain never lets go of a fact that is asked for': async ({ journal }) => {
    if (journal.retain === undefined) return;
    journal.append(sampleFacts(1, 50));
    await journal.flush();
    const gone = await journal.retain(30);
    same(gone < 30, true, `retain(30) lets go of ${gone}, so fewer than 30`);
    same(factsIn(journal), sampleFacts(gone + 1, 50), 'what is left');
  },
  'retain keeps what the newest checkpoint does not stand for': async ({ journal }) => {
    if (journal.retain === undefined || journal.checkpoint === undefined) return;
    journal.append(sampleFacts(1, 50));
    await journal.flush();
    await journal.checkpoint(20, {});
    const gone = await journal.retain(51);
    same(gone <= 20, true, `retain(51) with a checkpoint of 20 lets go of ${gone}, so of 20 at most`);
    same(factsIn(journal), sampleFacts(gone + 1, 50), 'what is left');
  },
  'health tells that all is well': async ({ journal }) => {
    journal.append([sampleFact(1)]);
    await journal.flush();
    const health = journal.health?.();
    same([undefined, 'ok', 'memory'].includes(health?.journal), true, `health() says ${health?.journal ?? 'nothing'}`);
    same(health?.lagMs ?? 0, 0, 'lagMs after a flush');
  },
};
