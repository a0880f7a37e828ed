import { deepFreeze } from '../model/deep-freeze.ts';
import type { Draft, FactType, Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { ChunkList } from './chunk-list.ts';
import { offsetIn } from './chunks.ts';
import { pack, unpackFloats, unpackInts } from './packed.ts';
import { payload, RowChunk, rowWidth } from './row-chunk.ts';
import { isWhole, maxTypes, numberOf, payloadOf, RowCodes, typeIn, typeNumberIn } from './row-codes.ts';
import { WallClock } from './wall-clock.ts';

/** The cells of a row. */
const task = 0;
const before = 1;
const code = 2;
const wall = 4;

/**
 * Facts as rows of numbers: the compact way they are kept. Nobody above the ledger sees a row.
 *
 * 1. Row n is the fact with `seq` n + 1; what was let go is not there any more.
 * 2. A row is: its task, the row of the same task before it (+ 1, 0 for none), its code, its payload (+ 1, 0 for none),
 *    and its clocks.
 * 3. What does not fit into a code (see `RowCodes`) is kept beside the row as its payload.
 * 4. A row is never changed, but it may be let go, and the one after it then stands after the one before it.
 * 5. What a row says stands in its own chunk, but for the words that codes are made of.
 */
export class Rows {
  readonly #chunks = new ChunkList((number, size) => new RowChunk(number, size));
  readonly #codes = new RowCodes();
  readonly #wall = new WallClock();
  /** By the number of the type. */
  readonly #newest = new Int32Array(maxTypes).fill(-1);

  get length(): number {
    return this.#chunks.length;
  }

  /** No row of this type is newer than this one; -1 where there is none. */
  newest(type: FactType): number {
    return this.#newest[numberOf(type)] as number;
  }

  /** Whether there may be a row of one of these types from a row on. */
  hasAny(types: Iterable<FactType>, from: number): boolean {
    for (const type of types) if (this.newest(type) >= from) return true;
    return false;
  }

  /** @param earlier the row of the same task before this one, -1 for none */
  push(position: number, earlier: number, draft: Draft, stamp: Stamp): number {
    const chunk = this.#chunks.forNext();
    const row = this.#chunks.length;
    const packed = this.#codes.of(draft);
    const at = offsetIn(row);
    const cell = at * rowWidth;
    const { cells } = chunk;
    cells[cell + task] = position;
    cells[cell + before] = earlier + 1;
    cells[cell + code] = packed;
    cells[cell + payload] = isWhole(packed) ? 0 : chunk.payloads.push(payloadOf(draft, packed));
    cells[cell + wall] = this.#wall.distance(row, stamp);
    chunk.mono[at] = stamp.mono;
    this.#newest[typeNumberIn(packed)] = row;
    this.#chunks.length = row + 1;
    return row;
  }

  has(row: number): boolean {
    return this.#chunks.has(row);
  }

  /** Lets go of a row. */
  forget(row: number): void {
    this.#chunks.forget(row);
  }

  /** Lets go of some rows of a task. @param newest its newest row, which is none of them */
  thinOut(newest: number, rows: ReadonlySet<number>): void {
    for (let later = newest, row = newest; row >= 0; ) {
      row = this.before(later);
      if (rows.has(row)) this.#passOver(later, row);
      else later = row;
    }
  }

  /** Lets go of a row that stands right before another one of the same task. */
  #passOver(later: number, row: number): void {
    const chunk = this.#chunkWith(later);
    chunk.cells[chunk.place(offsetIn(later)) * rowWidth + before] = this.#cell(row, before);
    this.forget(row);
  }

  /** Makes this the next row; what is left out is gone. */
  skipTo(row: number): void {
    this.#chunks.skipTo(row);
  }

  /** The first row from this one on that is kept; the length where there is none. */
  next(row: number): number {
    return this.#chunks.next(row);
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
    const chunk = this.#chunkWith(row);
    return chunk.mono[chunk.place(offsetIn(row))] as number;
  }

  timestamp(row: number): number {
    return this.#wall.at(row, this.mono(row), this.#cell(row, wall));
  }

  /** Frozen, or made anew. */
  draft(row: number): Draft {
    const packed = this.#cell(row, code);
    return this.#codes.draft(packed, isWhole(packed) ? undefined : deepFreeze(this.#payload(row)));
  }

  save(): Json {
    const cells = this.#chunks.save(rowWidth);
    const count = cells.length / (rowWidth + 1);
    const mono = new Float64Array(count);
    const payloads: unknown[] = [];
    for (let at = 0; at < count; at++) {
      const row = cells[at * (rowWidth + 1)] as number;
      mono[at] = this.mono(row);
      if (this.#cell(row, payload) > 0) payloads.push(this.#payload(row));
    }
    const words = [this.#codes.save(), this.#wall.save(), [...this.#newest]];
    return [this.length, pack(cells), pack(mono), payloads as Json[], words];
  }

  load(saved: Json): void {
    const [length, cells, packed, payloads, words] = saved as unknown as SavedRows;
    const mono = unpackFloats(packed);
    let next = 0;
    this.#chunks.load(unpackInts(cells), rowWidth, length, (chunk, place, at) => {
      chunk.mono[place] = mono[at] as number;
      const cell = place * rowWidth + payload;
      if ((chunk.cells[cell] as number) > 0) chunk.cells[cell] = chunk.payloads.push(payloads[next++]);
    });
    this.#codes.load(words[0]);
    this.#wall.load(words[1]);
    this.#newest.set(words[2]);
  }

  #payload(row: number): unknown {
    const place = this.#cell(row, payload);
    return place === 0 ? undefined : this.#chunkWith(row).payloads[place - 1];
  }

  #cell(row: number, cell: number): number {
    const chunk = this.#chunkWith(row);
    return chunk.cells[chunk.place(offsetIn(row)) * rowWidth + cell] as number;
  }

  #chunkWith(row: number): RowChunk {
    return this.#chunks.with(row) as RowChunk;
  }
}

/** How many there were; cells, monotonic clocks and payloads of those that are kept; what their words stand for. */
type SavedRows = readonly [number, string, string, readonly Json[], readonly [Json, Json, readonly number[]]];
