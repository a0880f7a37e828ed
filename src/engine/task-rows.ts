import type { Position } from '../ports/source.ts';
import { chunkOf, offsetIn, sizeOf } from './chunks.ts';

/** The cells of a task. */
const first = 0;
const newest = 1;
const record = 2;
const width = 3;

/**
 * Which rows tell of each task: its first one, its newest one, and that of its newest record. See `chunks`.
 *
 * 1. Tasks come in the order of their positions, without gaps.
 * 2. A row stands here with 1 added, so that 0 is none.
 */
export class TaskRows {
  /** How many tasks there are. */
  length = 0;
  readonly #chunks: Int32Array[] = [];

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

  /** A new task. */
  create(row: number): void {
    const task = this.length++;
    const number = chunkOf(task);
    const chunk = this.#chunks[number];
    const room = chunk && offsetIn(task) * width < chunk.length ? chunk : this.#extend(number, chunk);
    const cell = offsetIn(task) * width;
    room[cell + first] = row + 1;
    room[cell + newest] = row + 1;
  }

  /** One more row of a task. @returns the one before it */
  add(task: Position, row: number, isRecord: boolean): number {
    const chunk = this.#chunks[chunkOf(task)] as Int32Array;
    const cell = offsetIn(task) * width;
    const before = chunk[cell + newest] as number;
    chunk[cell + newest] = row + 1;
    if (isRecord) chunk[cell + record] = row + 1;
    return before - 1;
  }

  #cell(task: Position, cell: number): number {
    return this.#chunks[chunkOf(task)]?.[offsetIn(task) * width + cell] ?? 0;
  }

  #extend(number: number, old: Int32Array | undefined): Int32Array {
    const chunk = new Int32Array(sizeOf(number, (old?.length ?? 0) / width) * width);
    if (old) chunk.set(old);
    this.#chunks[number] = chunk;
    return chunk;
  }
}
