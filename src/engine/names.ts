/** Words for things that come again and again: 1, 2, 3, … and 0 when there is no word left. */
export class Names<T> {
  readonly #words = new Map<string, number>();
  readonly #things: T[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  word(key: string, thing: T): number {
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    if (this.#things.length >= this.#most) return 0;
    const word = this.#things.push(thing);
    this.#words.set(key, word);
    return word;
  }

  at(word: number): T {
    return this.#things[word - 1] as T;
  }
}
