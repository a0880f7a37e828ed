import type { Draft } from '../model/facts.ts';
import { sizeOf } from './chunks.ts';

/** How many 32-bit numbers a row is. */
export const rowWidth = 5;

/** Rows that come, and are let go, together. See `chunks`: it grows by doubling where it is the first. */
export class RowChunk {
  size: number;
  cells: Int32Array;
  mono: Float64Array;
  /** What does not fit into numbers. A cell holds the place + 1. */
  readonly payloads: Draft[] = [];

  /** @param number of the chunk */
  constructor(number: number) {
    this.size = sizeOf(number, 0);
    this.cells = new Int32Array(this.size * rowWidth);
    this.mono = new Float64Array(this.size);
  }

  grow(number: number): void {
    const { cells, mono } = this;
    this.size = sizeOf(number, this.size);
    this.cells = new Int32Array(this.size * rowWidth);
    this.cells.set(cells);
    this.mono = new Float64Array(this.size);
    this.mono.set(mono);
  }
}
