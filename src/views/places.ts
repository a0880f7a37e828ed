/**
 * Numbers in ascending order, of which any may be taken out.
 *
 * 1. Adding and taking out cost the same however many there are; mostly the first one is taken out.
 * 2. Those that are taken out are cleared away when they are more than half of all, or when all are asked for.
 */
export class Places {
  #numbers: number[] = [];
  /** Those before it are taken out. */
  #head = 0;
  /** Made with the first one that is taken out elsewhere: most lists are short, and there are many. */
  #gone: Set<number> | undefined;

  get size(): number {
    return this.#numbers.length - this.#head - (this.#gone?.size ?? 0);
  }

  /** The greatest one. */
  get newest(): number | undefined {
    while (this.#gone?.delete(this.#numbers.at(-1) as number)) this.#numbers.pop();
    return this.#numbers.at(-1);
  }

  /** @param number greater than those before */
  add(number: number): void {
    this.#numbers.push(number);
  }

  /** @param number one of them */
  remove(number: number): void {
    if (this.#numbers[this.#head] === number) this.#head += 1;
    else this.#removeInside(number);
    const taken = this.#head + (this.#gone?.size ?? 0);
    if (taken * 2 > this.#numbers.length) this.#clear();
  }

  /** All of them. The array may grow. */
  list(): readonly number[] {
    if (this.#gone || this.#head > 0) this.#clear();
    return this.#numbers;
  }

  #removeInside(number: number): void {
    this.#gone ??= new Set();
    this.#gone.add(number);
  }

  #clear(): void {
    const gone = this.#gone;
    const rest = this.#numbers.slice(this.#head);
    this.#numbers = gone ? rest.filter((number) => !gone.has(number)) : rest;
    this.#head = 0;
    this.#gone = undefined;
  }
}
