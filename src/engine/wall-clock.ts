import { IntColumn } from './columns.ts';

/**
 * The wall clock of each row, kept as its distance from the monotonic one: that is constant unless somebody sets the
 * clock or another process writes.
 *
 * 1. Timestamps are whole milliseconds and are read back exactly.
 * 2. A distance that does not fit into 32 bits begins a new era.
 */
interface Era {
  readonly from: number;
  readonly base: number;
}

export class WallClock {
  readonly #distance = new IntColumn();
  readonly #eras: Era[] = [];

  push(timestamp: number, mono: number): void {
    const distance = timestamp - Math.floor(mono);
    let era = this.#eras.at(-1);
    if (!era || (distance - era.base) >> 0 !== distance - era.base) {
      era = { from: this.#distance.length, base: distance };
      this.#eras.push(era);
    }
    this.#distance.push(distance - era.base);
  }

  at(row: number, mono: number): number {
    return this.#baseAt(row) + this.#distance.get(row) + Math.floor(mono);
  }

  #baseAt(row: number): number {
    let low = 0;
    let high = this.#eras.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#eras[middle] as Era).from <= row) low = middle;
      else high = middle - 1;
    }
    return this.#eras[low]?.base ?? 0;
  }
}
