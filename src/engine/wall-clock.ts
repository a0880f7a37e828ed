import type { Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { Eras } from './eras.ts';

/**
 * The wall clock of each row, told by its distance from the monotonic one: that is constant unless somebody sets the
 * clock or another process writes.
 *
 * 1. Timestamps are whole milliseconds and are read back exactly.
 * 2. A distance that does not fit into 32 bits begins a new era, whose base it is.
 */
export class WallClock {
  readonly #bases = new Eras<number>();
  /** That of the newest era, and the row that it began with: most are asked about it. */
  #base = Number.NaN;
  #since = 0;

  /** What is to be kept of a timestamp: 32 bits. Rows come in order. */
  distance(row: number, { timestamp, mono }: Pick<Stamp, 'timestamp' | 'mono'>): number {
    const distance = timestamp - Math.floor(mono);
    const rest = distance - this.#base;
    return rest === (rest | 0) ? rest : this.#begin(row, distance);
  }

  #begin(row: number, base: number): number {
    this.#base = base;
    this.#since = row;
    this.#bases.begin(row, base);
    return 0;
  }

  save(): Json {
    return this.#bases.list();
  }

  load(saved: Json): void {
    for (const [row, base] of saved as readonly [number, number][]) this.#begin(row, base);
  }

  /** The timestamp, given the distance that was kept. */
  at(row: number, mono: number, distance: number): number {
    const base = row >= this.#since ? this.#base : (this.#bases.at(row) as number);
    return base + distance + Math.floor(mono);
  }
}
