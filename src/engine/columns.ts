/**
 * Growing columns of numbers, in chunks of typed arrays.
 *
 * 1. The first chunk starts small and doubles; the others have the full size, so that growing never copies the past.
 * 2. A chunk that was let go reads as 0.
 */
const bits = 12;
const chunkSize = 1 << bits;
const mask = chunkSize - 1;
const firstSize = 64;

type Cells = Int32Array | Float64Array;

class Column<C extends Cells> {
  length = 0;
  readonly #chunks: (C | undefined)[] = [];
  readonly #make: (size: number) => C;

  constructor(make: (size: number) => C) {
    this.#make = make;
  }

  get(index: number): number {
    return this.#chunks[index >>> bits]?.[index & mask] ?? 0;
  }

  set(index: number, value: number): void {
    const chunk = this.#chunks[index >>> bits];
    if (chunk) chunk[index & mask] = value;
  }

  push(value: number): number {
    const index = this.length++;
    const chunk = this.#chunks[index >>> bits];
    if (chunk && (index & mask) < chunk.length) chunk[index & mask] = value;
    else this.#grow(index)[index & mask] = value;
    return index;
  }

  #grow(index: number): C {
    const at = index >>> bits;
    const old = this.#chunks[at];
    const chunk = this.#make(at > 0 ? chunkSize : old ? old.length * 2 : firstSize);
    if (old) chunk.set(old);
    this.#chunks[at] = chunk;
    return chunk;
  }
}

export class IntColumn extends Column<Int32Array> {
  constructor() {
    super((size) => new Int32Array(size));
  }
}

export class FloatColumn extends Column<Float64Array> {
  constructor() {
    super((size) => new Float64Array(size));
  }
}
