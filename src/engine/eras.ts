/** Values that hold from a number on, each until the next one. */
export class Eras<T> {
  readonly #from: number[] = [];
  readonly #values: T[] = [];

  /** @param from not less than that of the era before; of two that begin at once the later one holds */
  begin(from: number, value: T): void {
    this.#from.push(from);
    this.#values.push(value);
  }

  list(): readonly (readonly [number, T])[] {
    return this.#from.map((from, at) => [from, this.#values[at] as T]);
  }

  /** Undefined before the first era. */
  at(number: number): T | undefined {
    let low = 0;
    let high = this.#from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#from[middle] as number) <= number) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1];
  }
}
