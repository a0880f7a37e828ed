import { memoryJournal } from '../journal/memory-journal.ts';
import type { Fact } from '../model/facts.ts';
import type { Journal } from '../ports/journal.ts';

/**
 * A journal whose process dies after so many writes: the last of them is kept, and nothing after it. Whoever goes on
 * writing does not notice, as a program does not notice its own death.
 */
export class DyingJournal implements Journal {
  readonly #kept = memoryJournal();
  readonly #last: number;
  readonly #died: () => void;
  #writes = 0;
  /** Resolves at the death. */
  readonly death: Promise<void>;

  /** @param last the number of the write that is the last one kept */
  constructor(last: number) {
    let died: () => void = () => undefined;
    this.#last = last;
    this.death = new Promise((resolve) => {
      died = resolve;
    });
    this.#died = died;
  }

  /** How many writes were asked for. */
  get writes(): number {
    return this.#writes;
  }

  get isDead(): boolean {
    return this.#writes >= this.#last;
  }

  append(facts: readonly Fact[]): void {
    if (!this.isDead) this.#kept.append(facts);
    if (++this.#writes === this.#last) this.#died();
  }

  read(since?: number): Iterable<Fact> {
    return this.#kept.read(since);
  }

  flush(): Promise<void> {
    return this.#kept.flush();
  }

  /** It ends with its process. */
  async close(): Promise<void> {}
}
