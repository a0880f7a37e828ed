import { chunkOf, offsetIn, sizeOf } from './chunks.ts';

/** A growing table of 32-bit numbers, a few in each row. See `chunks`. */
export class IntTable {
  length = 0;
  readonly #width: number;
  readonly #chunks: Int32Array[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  get(row: number, column: number): number {
    return this.#chunks[chunkOf(row)]?.[offsetIn(row) * this.#width + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    (this.#chunks[chunkOf(row)] as Int32Array)[offsetIn(row) * this.#width + column] = value;
  }

  /** Adds a row of zeros. */
  grow(): number {
    const row = this.length++;
    const chunk = this.#chunks[chunkOf(row)];
    if (!chunk || offsetIn(row) * this.#width >= chunk.length) this.#extend(chunkOf(row), chunk);
    return row;
  }

  #extend(at: number, old: Int32Array | undefined): void {
    const chunk = new Int32Array(sizeOf(at, (old?.length ?? 0) / this.#width) * this.#width);
    if (old) chunk.set(old);
    this.#chunks[at] = chunk;
  }
}
