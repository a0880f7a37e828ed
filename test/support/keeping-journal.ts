import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Json } from '../../src/model/json.ts';
import type { Checkpoint, Journal } from '../../src/ports/journal.ts';

/** A journal in memory that keeps checkpoints as text, and can let go of facts. */
export class Keeping implements Journal {
  readonly #journal: Journal;
  readonly checkpoints: Checkpoint[] = [];
  readonly retained: number[] = [];
  /** How many facts were read. */
  reads = 0;

  constructor(facts: Iterable<Fact> = []) {
    this.#journal = memoryJournal(facts);
  }

  append(facts: readonly Fact[]): void {
    this.#journal.append(JSON.parse(JSON.stringify(facts)) as Fact[]);
  }
  *read(since = 0): Iterable<Fact> {
    for (const fact of this.#journal.read(since)) {
      this.reads += 1;
      yield fact;
    }
  }
  flush = () => this.#journal.flush();
  close = () => Promise.resolve();
  async checkpoint(upTo: number, parts: Readonly<Record<string, Json>>): Promise<void> {
    this.checkpoints.push(JSON.parse(JSON.stringify({ upTo, parts })) as Checkpoint);
  }
  restore(): Checkpoint | undefined {
    return this.checkpoints.at(-1);
  }
  async retain(before: number): Promise<number> {
    this.retained.push(before);
    return 0;
  }
}
