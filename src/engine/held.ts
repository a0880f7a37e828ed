import type { Position } from '../ports/source.ts';

const pageBits = 6;
const pageSize = 1 << pageBits;

interface Page<T> {
  readonly number: number;
  readonly things: (T | undefined)[];
  count: number;
}

/**
 * Things at hand, by position. Most come in order and go soon, so that they stand in pages: a map of its own for each
 * would be ten times as dear.
 *
 * 1. A page that holds nothing is let go.
 * 2. To walk through all costs what there is, at most a page for each.
 */
export class Held<T> {
  readonly #pages = new Map<number, Page<T>>();
  /** The one that was asked for last. */
  #latest: Page<T> | undefined;

  get(position: Position): T | undefined {
    return this.#page(position >>> pageBits)?.things[position & (pageSize - 1)];
  }

  keep(position: Position, thing: T): void {
    const number = position >>> pageBits;
    const page = this.#page(number) ?? this.#add(number);
    const at = position & (pageSize - 1);
    if (page.things[at] === undefined) page.count++;
    page.things[at] = thing;
  }

  drop(position: Position): void {
    const page = this.#page(position >>> pageBits);
    const at = position & (pageSize - 1);
    if (page?.things[at] === undefined) return;
    page.things[at] = undefined;
    page.count--;
    if (page.count === 0 && page !== this.#latest) this.#pages.delete(page.number);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const { things } of this.#pages.values()) {
      for (const thing of things) if (thing !== undefined) yield thing;
    }
  }

  /** An empty page is let go when another one is turned to: until then the next task is likely to be in it. */
  #page(number: number): Page<T> | undefined {
    if (this.#latest?.number === number) return this.#latest;
    const page = this.#pages.get(number);
    if (page) this.#turnTo(page);
    return page;
  }

  #add(number: number): Page<T> {
    const page: Page<T> = { number, things: [], count: 0 };
    this.#pages.set(number, page);
    this.#turnTo(page);
    return page;
  }

  #turnTo(page: Page<T>): void {
    const left = this.#latest;
    this.#latest = page;
    if (left?.count === 0) this.#pages.delete(left.number);
  }
}
