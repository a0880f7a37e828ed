import { IntColumn } from './columns.ts';
import { Eras } from './eras.ts';

/**
 * The wall clock of each row, kept as its distance from the monotonic one: that is constant unless somebody sets the
 * clock or another process writes.
 *
 * 1. Timestamps are whole milliseconds and are read back exactly.
 * 2. A distance that does not fit into 32 bits begins a new era, whose base it is.
 */
export class WallClock {
  readonly #distance = new IntColumn();
  readonly #bases = new Eras<number>();

  push(timestamp: number, mono: number): void {
    const distance = timestamp - Math.floor(mono);
    let base = this.#bases.latest;
    if (base === undefined || (distance - base) >> 0 !== distance - base) {
      base = distance;
      this.#bases.begin(this.#distance.length, base);
    }
    this.#distance.push(distance - base);
  }

  at(row: number, mono: number): number {
    return (this.#bases.at(row) ?? 0) + this.#distance.get(row) + Math.floor(mono);
  }
}
