import { chunkOf, offsetIn, sizeOf } from './chunks.ts';

/** A growing table of 32-bit numbers, up to five in each row. See `chunks`. */
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

  /** Adds a row. What is left out is 0. */
  push(a: number, b = 0, c = 0, d = 0, e = 0): number {
    const row = this.length++;
    const chunk = this.#roomFor(row);
    let at = offsetIn(row) * this.#width;
    chunk[at] = a;
    if (this.#width > 1) chunk[++at] = b;
    if (this.#width > 2) chunk[++at] = c;
    if (this.#width > 3) chunk[++at] = d;
    if (this.#width > 4) chunk[++at] = e;
    return row;
  }

  #roomFor(row: number): Int32Array {
    const chunk = this.#chunks[chunkOf(row)];
    return chunk && offsetIn(row) * this.#width < chunk.length ? chunk : this.#extend(chunkOf(row), chunk);
  }

  #extend(at: number, old: Int32Array | undefined): Int32Array {
    const chunk = new Int32Array(sizeOf(at, (old?.length ?? 0) / this.#width) * this.#width);
    if (old) chunk.set(old);
    this.#chunks[at] = chunk;
    return chunk;
  }
}
