/** From, to, and why. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly reason: string | undefined;
}

/**
 * So many roads of one reason get a word: more than the default stages have between them. A journal from elsewhere may
 * name stages without end, and to look through those of a reason must not cost more and more.
 */
const mostOfReason = 256;

/** Words for roads that are taken again and again: 1, 2, 3, … and 0 when there is no word left. */
export class Roads {
  /** By reason: there may be thousands of them, and each is given on few roads. */
  readonly #words = new Map<string | undefined, number[]>();
  readonly #roads: Road[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  word(from: string, to: string, reason: string | undefined): number {
    for (const word of this.#words.get(reason) ?? []) {
      const road = this.at(word);
      if (road.from === from && road.to === to) return word;
    }
    return this.#learn({ from, to, reason });
  }

  at(word: number): Road {
    return this.#roads[word - 1] as Road;
  }

  list(): readonly (readonly [string, string, string?])[] {
    return this.#roads.map(({ from, to, reason }) => (reason === undefined ? [from, to] : [from, to, reason]));
  }

  #learn(road: Road): number {
    const words = this.#words.get(road.reason) ?? [];
    if (this.#roads.length >= this.#most || words.length >= mostOfReason) return 0;
    const word = this.#roads.push(road);
    words.push(word);
    this.#words.set(road.reason, words);
    return word;
  }
}
