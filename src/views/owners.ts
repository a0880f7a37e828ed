/** Counts the owners that wrote facts: monotonic clocks of two of them do not compare. */
export class Owners {
  /** The facts with which each but the first one began, in order. */
  readonly #from: number[] = [];

  get count(): number {
    return this.#from.length;
  }

  /** @param seq greater than those before */
  changed(seq: number): void {
    this.#from.push(seq);
  }

  /** The number of the owner that wrote a fact. */
  at(seq: number): number {
    let owner = this.#from.length;
    while (owner > 0 && (this.#from[owner - 1] as number) > seq) owner -= 1;
    return owner;
  }
}
