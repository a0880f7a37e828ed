import { deepFreeze } from '../model/deep-freeze.ts';
import type { Draft, FactType, Stamp } from '../model/facts.ts';
import { chunkOf, offsetIn } from './chunks.ts';
import { RowChunk, rowWidth } from './row-chunk.ts';
import { maxTypes, numberOf, RowCodes, typeIn, typeNumberIn } from './row-codes.ts';
import { WallClock } from './wall-clock.ts';

/** The cells of a row. */
const task = 0;
const before = 1;
const code = 2;
const payload = 3;
const wall = 4;

/**
 * Facts as rows of numbers: the compact way they are kept. Nobody above the ledger sees a row.
 *
 * 1. Row n is the fact with `seq` n + 1; there are no gaps.
 * 2. A row is: its task, the row of the same task before it (+ 1, 0 for none), its code, its payload (+ 1, 0 for none),
 *    and its clocks.
 * 3. What does not fit into a code (see `RowCodes`) is kept beside the row as the draft itself: its payload.
 * 4. A row is never changed.
 * 5. What a row says stands in its own chunk, but for the words that codes are made of.
 */
export class Rows {
  length = 0;
  readonly #chunks: RowChunk[] = [];
  readonly #codes = new RowCodes();
  readonly #wall = new WallClock();
  /** By the number of the type. */
  readonly #newest = new Int32Array(maxTypes).fill(-1);

  /** The newest row of a type, -1 where there is none. */
  newest(type: FactType): number {
    return this.#newest[numberOf(type)] as number;
  }

  /** @param earlier the row of the same task before this one, -1 for none */
  push(position: number, earlier: number, draft: Draft, { timestamp, mono }: Stamp): number {
    const row = this.length;
    const chunk = this.#roomFor(row);
    const packed = this.#codes.of(draft);
    const at = offsetIn(row);
    const cell = at * rowWidth;
    const { cells } = chunk;
    cells[cell + task] = position;
    cells[cell + before] = earlier + 1;
    cells[cell + code] = packed;
    cells[cell + payload] = this.#codes.hasWord(packed) ? 0 : chunk.payloads.push(draft);
    cells[cell + wall] = this.#wall.distance(row, timestamp, mono);
    chunk.mono[at] = mono;
    this.#newest[typeNumberIn(packed)] = row;
    this.length = row + 1;
    return row;
  }

  task(row: number): number {
    return this.#cell(row, task);
  }

  before(row: number): number {
    return this.#cell(row, before) - 1;
  }

  /** Undefined for one that is not known. */
  type(row: number): FactType | undefined {
    return typeIn(this.#cell(row, code));
  }

  mono(row: number): number {
    return this.#chunkWith(row).mono[offsetIn(row)] as number;
  }

  timestamp(row: number): number {
    return this.#wall.at(row, this.mono(row), this.#cell(row, wall));
  }

  /** Frozen, or made anew. */
  draft(row: number): Draft {
    const kept = this.#cell(row, payload);
    if (kept === 0) return this.#codes.draft(this.#cell(row, code));
    return deepFreeze(this.#chunkWith(row).payloads[kept - 1] as Draft);
  }

  #cell(row: number, cell: number): number {
    return this.#chunkWith(row).cells[offsetIn(row) * rowWidth + cell] as number;
  }

  #chunkWith(row: number): RowChunk {
    return this.#chunks[chunkOf(row)] as RowChunk;
  }

  #roomFor(row: number): RowChunk {
    const number = chunkOf(row);
    const chunk = this.#chunks[number] ?? this.#add(number);
    if (offsetIn(row) >= chunk.size) chunk.grow(number);
    return chunk;
  }

  #add(number: number): RowChunk {
    const chunk = new RowChunk(number);
    this.#chunks[number] = chunk;
    return chunk;
  }
}
