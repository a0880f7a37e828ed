import { Chunk } from './chunk.ts';

/** How many 32-bit numbers a row is. */
export const rowWidth = 5;
/** The cell that holds the place of the payload + 1. */
export const payload = 3;

/** Rows of facts. */
export class RowChunk extends Chunk {
  mono: Float64Array;
  /** What does not fit into numbers. */
  payloads: unknown[] = [];

  /** @param number of the chunk @param size how many rows it has room for */
  constructor(number: number, size?: number) {
    super(number, rowWidth, size);
    this.mono = new Float64Array(this.size);
  }

  override load(number: number, saved: Int32Array, rows: number): void {
    super.load(number, saved, rows);
    this.mono = new Float64Array(this.cells.length / rowWidth);
  }

  override grow(number: number): void {
    const { mono } = this;
    super.grow(number);
    this.mono = new Float64Array(this.size);
    this.mono.set(mono);
  }

  override forget(place: number): void {
    const kept = this.cells[place * rowWidth + payload] as number;
    if (kept > 0) this.payloads[kept - 1] = undefined;
    super.forget(place);
  }

  override clear(): readonly number[] {
    const { mono, payloads } = this;
    const kept = super.clear();
    this.mono = new Float64Array(kept.length);
    for (let at = 0; at < kept.length; at++) this.mono[at] = mono[kept[at] as number] as number;
    this.payloads = [];
    for (let cell = payload; cell < this.cells.length; cell += rowWidth) {
      const at = this.cells[cell] as number;
      if (at > 0) this.cells[cell] = this.payloads.push(payloads[at - 1]);
    }
    return kept;
  }
}
