/** Values that hold from a number on, each until the next one. */
export class Eras<T> {
  readonly #eras: (readonly [from: number, value: T])[] = [];

  /** @param from not less than that of the era before; of two that begin at once the later one holds */
  begin(from: number, value: T): void {
    this.#eras.push([from, value]);
  }

  list(): readonly (readonly [number, T])[] {
    return [...this.#eras];
  }

  /** Undefined before the first era. */
  at(number: number): T | undefined {
    let low = 0;
    let high = this.#eras.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#eras[middle] as readonly [number, T])[0] <= number) low = middle + 1;
      else high = middle;
    }
    return this.#eras[low - 1]?.[1];
  }
}
