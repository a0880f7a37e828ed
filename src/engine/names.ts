/** Words for names that come again and again: 1, 2, 3, … and 0 when there is no word left. */
export class Names {
  readonly #words = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  word(name: string): number {
    return this.#words.get(name) ?? this.#learn(name);
  }

  at(word: number): string {
    return this.#names[word - 1] as string;
  }

  list(): readonly string[] {
    return this.#names;
  }

  #learn(name: string): number {
    if (this.#names.length >= this.#most) return 0;
    const word = this.#names.push(name);
    this.#words.set(name, word);
    return word;
  }
}
