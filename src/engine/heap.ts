/**
 * Things in order, of which only the first is asked for.
 *
 * 1. Adding and taking cost the logarithm of how many there are.
 * 2. Things of which neither comes before the other are handed out in any order.
 */
export class Heap<T> {
  readonly #isBefore: (one: T, other: T) => boolean;
  #things: T[] = [];

  constructor(isBefore: (one: T, other: T) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#things.length;
  }

  /** The first of all. */
  get first(): T | undefined {
    return this.#things[0];
  }

  /** In no order. */
  [Symbol.iterator](): Iterator<T> {
    return this.#things.values();
  }

  add(thing: T): void {
    this.#things.push(thing);
    this.#rise(this.#things.length - 1, thing);
  }

  takeFirst(): T | undefined {
    const first = this.#things[0];
    const last = this.#things.pop();
    if (last !== undefined && this.#things.length > 0) this.#sink(0, last);
    return first;
  }

  /** Lets go of all that a test does not hold for. */
  keep(test: (thing: T) => boolean): void {
    this.#things = this.#things.filter(test);
    for (let at = (this.#things.length >>> 1) - 1; at >= 0; at--) this.#sink(at, this.#at(at));
  }

  #at(place: number): T {
    return this.#things[place] as T;
  }

  /** Puts a thing where it belongs, at a place or above it. */
  #rise(place: number, thing: T): void {
    let at = place;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (!this.#isBefore(thing, this.#at(above))) break;
      this.#things[at] = this.#at(above);
      at = above;
    }
    this.#things[at] = thing;
  }

  /** Puts a thing where it belongs, at a place or below it. */
  #sink(place: number, thing: T): void {
    let at = place;
    for (let below = this.#firstBelow(at); below > 0; below = this.#firstBelow(at)) {
      if (!this.#isBefore(this.#at(below), thing)) break;
      this.#things[at] = this.#at(below);
      at = below;
    }
    this.#things[at] = thing;
  }

  /** Of the two places below one, that of the first thing; 0 where there is none. */
  #firstBelow(place: number): number {
    const left = 2 * place + 1;
    if (left >= this.#things.length) return 0;
    const right = left + 1;
    return right < this.#things.length && this.#isBefore(this.#at(right), this.#at(left)) ? right : left;
  }
}
