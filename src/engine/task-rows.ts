import type { Json } from '../model/json.ts';
import type { Position } from '../ports/position.ts';
import { Chunk, gone } from './chunk.ts';
import { ChunkList } from './chunk-list.ts';
import { offsetIn } from './chunks.ts';
import { pack, unpackInts } from './packed.ts';

/** The cells of a task. */
const first = 0;
const newest = 1;
const record = 2;
const width = 3;

/**
 * Which rows tell of each task: its first one, its newest one, and that of its newest record. See `chunks`.
 *
 * 1. Tasks come in the order of their positions.
 * 2. A row stands here with 1 added, so that 0 is none. What is asked of a task that was let go is below -1.
 */
export class TaskRows {
  readonly #chunks = new ChunkList((number, size) => new Chunk(number, width, size));

  /** How many tasks were created. */
  get length(): number {
    return this.#chunks.length;
  }

  first(task: Position): number {
    return this.#cell(task, first) - 1;
  }

  newest(task: Position): number {
    return this.#cell(task, newest) - 1;
  }

  /** Of its newest record; -1 before its first transition. */
  record(task: Position): number {
    return this.#cell(task, record) - 1;
  }

  has(task: Position): boolean {
    return this.#chunks.has(task);
  }

  /** The first task from this one on that is kept; the length where there is none. */
  next(task: Position): Position {
    return this.#chunks.next(task);
  }

  /** All that are kept and were created before a row are before this one: positions grow with rows. */
  countBefore(row: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = this.next((low + high) >>> 1);
      if (middle < high && this.first(middle) < row) low = middle + 1;
      else high = (low + high) >>> 1;
    }
    return low;
  }

  /** A new task. */
  create(row: number): void {
    const { cells } = this.#chunks.forNext();
    const cell = offsetIn(this.#chunks.length) * width;
    cells[cell + first] = row + 1;
    cells[cell + newest] = row + 1;
    this.#chunks.length += 1;
  }

  /** One more row of a task. @returns the one before it */
  add(task: Position, row: number, isRecord: boolean): number {
    const chunk = this.#chunks.with(task) as Chunk;
    const { cells } = chunk;
    const cell = chunk.place(offsetIn(task)) * width;
    const before = cells[cell + newest] as number;
    cells[cell + newest] = row + 1;
    if (isRecord) cells[cell + record] = row + 1;
    return before - 1;
  }

  forget(task: Position): void {
    const chunk = this.#chunks.with(task) as Chunk;
    const { cells } = chunk;
    const cell = chunk.place(offsetIn(task)) * width;
    cells[cell + newest] = gone;
    cells[cell + record] = gone;
    this.#chunks.forget(task);
  }

  save(): Json {
    return [this.length, pack(this.#chunks.save(width))];
  }

  load(saved: Json): void {
    const [length, packed] = saved as readonly [number, string];
    this.#chunks.load(unpackInts(packed), width, length, () => undefined);
  }

  #cell(task: Position, which: number): number {
    const chunk = this.#chunks.with(task);
    return chunk?.cells[chunk.place(offsetIn(task)) * width + which] ?? gone;
  }
}
