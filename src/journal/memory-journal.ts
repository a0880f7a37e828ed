import type { Fact } from '../model/facts.ts';
import type { Journal, JournalHealth } from '../ports/journal.ts';
import { closed, outOfOrder } from './complaints.ts';

/**
 * A journal that keeps facts in memory, and lets go of none. For tests, and to hand facts from one tracker to another.
 * @param facts what it holds from the start
 */
export function memoryJournal(facts: Iterable<Fact> = []): Journal {
  return new MemoryJournal(facts);
}

class MemoryJournal implements Journal {
  readonly #facts: Fact[];
  readonly #before: number;
  #closed = false;

  constructor(facts: Iterable<Fact>) {
    const given = [...facts];
    this.#facts = [];
    this.#before = (given[0]?.seq ?? 1) - 1;
    this.append(given);
  }

  append(facts: readonly Fact[]): void {
    if (this.#closed) throw closed();
    let due = this.#before + this.#facts.length + 1;
    for (const { seq } of facts) if (seq !== due++) throw outOfOrder(seq, due - 1);
    for (const fact of facts) this.#facts.push(fact);
  }

  read(since = 0): Iterable<Fact> {
    return this.#between(Math.max(0, since - this.#before), this.#facts.length);
  }

  *#between(start: number, end: number): Generator<Fact> {
    for (let at = start; at < end; at++) yield this.#facts[at] as Fact;
  }

  async flush(): Promise<void> {
    // memory is all the storage there is
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  health(): JournalHealth {
    return { journal: 'memory', lagMs: 0, bytes: 0, unknown: 0 };
  }
}
