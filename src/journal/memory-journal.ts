import type { Fact } from '../model/facts.ts';
import type { Journal } from '../ports/journal.ts';
import { closed, outOfOrder } from './complaints.ts';

/**
 * A journal that keeps facts in memory, and lets go of none. For tests, and to hand facts from one tracker to another.
 * @param facts what it holds from the start
 */
export function memoryJournal(facts: Iterable<Fact> = []): Journal {
  return new MemoryJournal(facts);
}

class MemoryJournal implements Journal {
  readonly #facts: Fact[] = [];
  #closed = false;

  constructor(facts: Iterable<Fact>) {
    this.append([...facts]);
  }

  append(facts: readonly Fact[]): void {
    if (this.#closed) throw closed();
    let due = (this.#facts.at(-1) ?? facts[0])?.seq ?? 0;
    if (this.#facts.length > 0) due++;
    for (const { seq } of facts) if (seq !== due++) throw outOfOrder(seq, due - 1);
    for (const fact of facts) this.#facts.push(fact);
  }

  *read(since = 0): Generator<Fact> {
    const facts = this.#facts;
    const start = Math.max(0, since + 1 - (facts[0]?.seq ?? 1));
    for (let at = start, end = facts.length; at < end; at++) yield facts[at] as Fact;
  }

  async flush(): Promise<void> {
    if (this.#closed) throw closed();
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  health(): { journal: 'memory'; lagMs: number; bytes: number; unknown: number } {
    return { journal: 'memory', lagMs: 0, bytes: 0, unknown: 0 };
  }
}
