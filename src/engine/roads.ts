/** From, to, and why. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly reason: string | undefined;
}

type ByReason = Map<string | undefined, number>;

/** Words for roads that are taken again and again: 1, 2, 3, … and 0 when there is no word left. */
export class Roads {
  readonly #words = new Map<string, Map<string, ByReason>>();
  readonly #roads: Road[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  word(from: string, to: string, reason: string | undefined): number {
    return this.#words.get(from)?.get(to)?.get(reason) ?? this.#learn({ from, to, reason });
  }

  at(word: number): Road {
    return this.#roads[word - 1] as Road;
  }

  list(): readonly (readonly [string, string, string?])[] {
    return this.#roads.map(({ from, to, reason }) => (reason === undefined ? [from, to] : [from, to, reason]));
  }

  #learn(road: Road): number {
    if (this.#roads.length >= this.#most) return 0;
    const word = this.#roads.push(road);
    const from = this.#words.get(road.from) ?? new Map<string, ByReason>();
    const to = from.get(road.to) ?? new Map<string | undefined, number>();
    this.#words.set(road.from, from.set(road.to, to.set(road.reason, word)));
    return word;
  }
}
