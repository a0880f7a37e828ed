import { chunkSize, offsetIn, sizeOf } from './chunks.ts';

/** Stands in the first cell of a row that was let go. */
export const gone = -2;

/**
 * Rows of 32-bit numbers that stand together. See `chunks`: it grows by doubling where it is the first.
 *
 * 1. Each row stands at its own offset, until three quarters of them were let go: then those that are kept move
 *    together, and their offsets are kept beside them. That is done again with these.
 * 2. What is cleared away was let go before; to clear away costs what there is, and so a share of each row.
 */
export class Chunk {
  readonly width: number;
  size: number;
  cells: Int32Array;
  /** Of the rows that are there, in order; undefined while all are. */
  offsets: Uint16Array | undefined;
  /** How many of them were let go. */
  lost = 0;

  /** @param number of the chunk @param size how many rows it has room for */
  constructor(number: number, width: number, size = sizeOf(number, 0)) {
    this.width = width;
    this.size = size;
    this.cells = new Int32Array(this.size * width);
  }

  /**
   * What is kept of a chunk that is new and has no room yet.
   * @param saved the rows, each with its number before its cells
   * @param rows how many were put into it
   */
  load(number: number, saved: Int32Array, rows: number): void {
    const count = saved.length / (this.width + 1);
    while (this.size < rows) this.size = sizeOf(number, this.size);
    this.lost = rows - count;
    if (rows === chunkSize && this.isSparse) this.#compact(count);
    else this.#makeRoom(rows);
    for (let at = 0; at < count; at++) this.#put(at, saved, at * (this.width + 1));
  }

  #compact(count: number): void {
    this.cells = new Int32Array(count * this.width);
    this.offsets = new Uint16Array(count);
    this.lost = 0;
  }

  #makeRoom(rows: number): void {
    this.cells = new Int32Array(this.size * this.width);
    for (let place = 0; place < rows; place++) this.cells[place * this.width] = gone;
  }

  #put(at: number, saved: Int32Array, start: number): void {
    const offset = offsetIn(saved[start] as number);
    if (this.offsets) this.offsets[at] = offset;
    const to = (this.offsets ? at : offset) * this.width;
    for (let cell = 0; cell < this.width; cell++) this.cells[to + cell] = saved[start + 1 + cell] as number;
  }

  grow(number: number): void {
    const { cells } = this;
    this.size = sizeOf(number, this.size);
    this.cells = new Int32Array(this.size * this.width);
    this.cells.set(cells);
  }

  /** Where the row at an offset stands; -1 where it was cleared away. */
  place(offset: number): number {
    return this.offsets === undefined ? offset : find(this.offsets, offset);
  }

  has(place: number): boolean {
    return place >= 0 && this.cells[place * this.width] !== gone;
  }

  forget(place: number): void {
    this.cells[place * this.width] = gone;
    this.lost += 1;
  }

  /** @param rows how many were put into it */
  isEmpty(rows: number): boolean {
    return this.lost === (this.offsets?.length ?? rows);
  }

  get isSparse(): boolean {
    return this.lost * 4 >= (this.offsets?.length ?? chunkSize) * 3;
  }

  /** Of a full chunk. @returns the places of the rows that are kept, as they were */
  clear(): readonly number[] {
    const kept = this.keptPlaces();
    const { cells, offsets, width } = this;
    this.cells = new Int32Array(kept.length * width);
    this.offsets = new Uint16Array(kept.length);
    for (let at = 0; at < kept.length; at++) {
      const place = kept[at] as number;
      this.offsets[at] = offsets?.[place] ?? place;
      for (let cell = 0; cell < width; cell++) this.cells[at * width + cell] = cells[place * width + cell] as number;
    }
    this.lost = 0;
    return kept;
  }

  /** @param rows how many were put into it */
  keptPlaces(rows = chunkSize): readonly number[] {
    const places: number[] = [];
    const count = this.offsets?.length ?? rows;
    for (let place = 0; place < count; place++) if (this.has(place)) places.push(place);
    return places;
  }

  /**
   * The offset of the first kept row from an offset on; -1 where there is none.
   * @param end the first offset that is not used
   */
  next(offset: number, end: number): number {
    const { offsets } = this;
    if (offsets === undefined) {
      for (let at = offset; at < end; at++) if (this.cells[at * this.width] !== gone) return at;
      return -1;
    }
    for (let place = firstFrom(offsets, offset); place < offsets.length; place++) {
      if (this.has(place)) return offsets[place] as number;
    }
    return -1;
  }
}

function find(offsets: Uint16Array, offset: number): number {
  const place = firstFrom(offsets, offset);
  return offsets[place] === offset ? place : -1;
}

/** The place of the first offset that is not less. */
function firstFrom(offsets: Uint16Array, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
