import { chunkOf, offsetIn, sizeOf } from './chunks.ts';

/** A growing column of 64-bit numbers. See `chunks`. */
export class FloatColumn {
  length = 0;
  readonly #chunks: Float64Array[] = [];

  get(row: number): number {
    return this.#chunks[chunkOf(row)]?.[offsetIn(row)] ?? 0;
  }

  push(value: number): void {
    const row = this.length++;
    const chunk = this.#chunks[chunkOf(row)];
    const room = chunk && offsetIn(row) < chunk.length ? chunk : this.#extend(chunkOf(row), chunk);
    room[offsetIn(row)] = value;
  }

  #extend(at: number, old: Float64Array | undefined): Float64Array {
    const chunk = new Float64Array(sizeOf(at, old?.length ?? 0));
    if (old) chunk.set(old);
    this.#chunks[at] = chunk;
    return chunk;
  }
}
