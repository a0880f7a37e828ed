import type { Chunk } from './chunk.ts';
import { chunkOf, chunkSize, offsetIn } from './chunks.ts';

/**
 * The chunks of a table that grows at its end and lets go of any rows.
 *
 * 1. A chunk of which nothing is kept is let go whole, one of which little is kept is cleared.
 * 2. The chunk that is being filled stays as it is until it is full.
 */
export class ChunkList<C extends Chunk> {
  length = 0;
  readonly #chunks: (C | undefined)[] = [];
  readonly #make: (number: number, size?: number) => C;
  /** Before this one there is none. */
  #first = 0;
  /** The one that is being filled, and the first row that it has no room for. */
  #filling: C | undefined;
  #room = 0;

  /** @param make a chunk of a number, of the usual size or with room for so many rows */
  constructor(make: (number: number, size?: number) => C) {
    this.#make = make;
  }

  /** The chunk that the row is in; undefined where nothing of it is kept. */
  with(row: number): C | undefined {
    return this.#chunks[chunkOf(row)];
  }

  has(row: number): boolean {
    const chunk = row >= 0 && row < this.length ? this.with(row) : undefined;
    return chunk !== undefined && chunk.has(chunk.place(offsetIn(row)));
  }

  /** The chunk for the next row. Whoever writes it there counts it. */
  forNext(): C {
    return this.length < this.#room ? (this.#filling as C) : this.#makeRoom();
  }

  #makeRoom(): C {
    const number = chunkOf(this.length);
    const chunk = this.#chunks[number] ?? this.#add(number);
    if (offsetIn(this.length) >= chunk.size) chunk.grow(number);
    this.#filling = chunk;
    this.#room = number * chunkSize + chunk.size;
    return chunk;
  }

  forget(row: number): void {
    const chunk = this.with(row);
    chunk?.forget(chunk.place(offsetIn(row)));
    this.#tidy(chunkOf(row));
  }

  /** Makes this the next row. Those before it that are not there yet count as let go. */
  skipTo(row: number): void {
    if (offsetIn(this.length) > 0) this.#leaveOut(Math.min(row, (chunkOf(this.length) + 1) * chunkSize));
    this.length = Math.max(this.length, row - offsetIn(row));
    this.#leaveOut(row);
  }

  /** Within one chunk. */
  #leaveOut(end: number): void {
    while (this.length < end) {
      this.forNext().forget(offsetIn(this.length));
      this.length += 1;
    }
    this.#tidy(chunkOf(end) - 1);
  }

  /** The first kept row from this one on; the length where there is none. */
  next(row: number): number {
    for (let number = Math.max(chunkOf(row), this.#first); number < this.#chunks.length; number++) {
      const start = number * chunkSize;
      const offset = this.#chunks[number]?.next(Math.max(0, row - start), Math.min(chunkSize, this.length - start));
      if (offset !== undefined && offset >= 0) return start + offset;
    }
    return this.length;
  }

  /** All rows that are kept, each with its number before its cells. */
  save(width: number): Int32Array {
    const rows: number[] = [];
    for (let row = this.next(0); row < this.length; row = this.next(row + 1)) rows.push(row);
    const saved = new Int32Array(rows.length * (width + 1));
    rows.forEach((row, at) => {
      const { cells, place } = this.#at(row);
      const start = at * (width + 1);
      saved[start] = row;
      for (let cell = 0; cell < width; cell++) saved[start + 1 + cell] = cells[place * width + cell] as number;
    });
    return saved;
  }

  /** Into an empty list. @param each told of each row, where it stands */
  load(saved: Int32Array, width: number, length: number, each: (chunk: C, place: number, at: number) => void): void {
    const row = (at: number) => saved[at * (width + 1)] as number;
    const count = saved.length / (width + 1);
    this.length = length;
    this.#first = count > 0 ? chunkOf(row(0)) : chunkOf(length);
    for (let at = 0, end = 0; at < count; at = end) {
      const number = chunkOf(row(at));
      while (end < count && chunkOf(row(end)) === number) end += 1;
      const chunk = this.#loaded(number, saved.subarray(at * (width + 1), end * (width + 1)));
      for (let next = at; next < end; next++) each(chunk, chunk.place(offsetIn(row(next))), next);
    }
    if (offsetIn(length) > 0 && !this.with(length)) this.#loaded(chunkOf(length), saved.subarray(0, 0));
  }

  /** The chunk of this number, with what is kept of it. */
  #loaded(number: number, saved: Int32Array): C {
    const chunk = this.#make(number, 0);
    chunk.load(number, saved, Math.min(chunkSize, this.length - number * chunkSize));
    this.#chunks[number] = chunk;
    return chunk;
  }

  #at(row: number): { readonly cells: Int32Array; readonly place: number } {
    const chunk = this.with(row) as C;
    return { cells: chunk.cells, place: chunk.place(offsetIn(row)) };
  }

  #add(number: number): C {
    const chunk = this.#make(number);
    this.#chunks[number] = chunk;
    if (number > 0) this.#tidy(number - 1);
    return chunk;
  }

  #tidy(number: number): void {
    const chunk = this.#chunks[number];
    if (!chunk || (number + 1) * chunkSize > this.length) return;
    if (chunk.isEmpty(chunkSize)) this.#drop(number);
    else if (chunk.isSparse) chunk.clear();
  }

  #drop(number: number): void {
    this.#chunks[number] = undefined;
    while (this.#first + 1 < this.#chunks.length && this.#chunks[this.#first] === undefined) this.#first += 1;
  }
}
