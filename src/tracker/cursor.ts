import type { Fact } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';

/** A place in the log: what comes after it was not seen yet. */
export class Cursor {
  readonly #source: FactSource;
  seq: number;

  constructor(source: FactSource, seq: number) {
    this.#source = source;
    this.seq = seq;
  }

  get isBehind(): boolean {
    return this.seq < this.#source.seq;
  }

  /** All that is new, oldest first. */
  take(): readonly Fact[] {
    const facts = [...this.#source.facts(this.seq)];
    this.seq = this.#source.seq;
    return facts;
  }
}
