import type { OpenFile } from '../ports/files.ts';
import { type Block, blocksOf } from './blocks.ts';
import { fieldsEnd, isFact, isFooter, newline, sealedEnd, seqAt, watermarkAt } from './line.ts';

/** What was found in a part of a segment. */
export interface Scan {
  /** The newest fact of the unbroken run; one less than its first where there is none. */
  readonly last: number;
  /** Where the unbroken run ends, in bytes from the start of the file. */
  readonly bytes: number;
  /** Where the last fact of the run stands. */
  readonly lastLine: { readonly offset: number; readonly length: number } | undefined;
  /** What stands behind the run: its length, the newest whole fact in it, the highest watermark. */
  readonly excess: { readonly bytes: number; readonly newest: number; readonly promised: number };
}

/**
 * Reads the lines `from..to` of a segment without parsing them: their seals, their order, and what stands behind the
 * first line that does not hold.
 */
export function scan(file: OpenFile, seed: number, first: number, from: number, to: number): Scan {
  const found = new Scanner(seed, first, from);
  for (const block of blocksOf(file, from, to)) found.add(block);
  return found.result();
}

class Scanner {
  readonly #seed: number;
  #next: number;
  #runEnd: number;
  #hasEnded = false;
  #lastLine: Scan['lastLine'];
  #broken = false;
  #seen: number;
  #newest = 0;
  #promised = 0;

  constructor(seed: number, first: number, from: number) {
    this.#seed = seed;
    this.#next = first;
    this.#runEnd = from;
    this.#seen = from;
  }

  add({ bytes, view, end, offset }: Block): void {
    for (let start = 0; start < end; ) {
      const found = bytes.indexOf(newline, start);
      const stop = found < 0 || found >= end ? end : found;
      const body = sealedEnd(view, start, stop, this.#seed);
      const follows = !this.#broken && stop < end && this.#follows(bytes, start, body);
      if (!follows) this.#behind(bytes, start, body);
      else this.#take(bytes, start, offset, stop + 1);
      start = stop + 1;
    }
    this.#seen = offset + end;
  }

  #follows(bytes: Uint8Array, start: number, body: number): boolean {
    if (body < 0 || this.#hasEnded) return false;
    const seq = seqAt(bytes, start);
    return isFact(bytes, start) ? seq === this.#next : isFooter(bytes, start) && seq === this.#next - 1;
  }

  #take(bytes: Uint8Array, start: number, offset: number, end: number): void {
    this.#runEnd = offset + end;
    if (isFooter(bytes, start)) {
      this.#hasEnded = true;
      return;
    }
    this.#next++;
    this.#lastLine = { offset: offset + start, length: end - start };
  }

  /** A line that stands behind the run still tells what was promised, also where only its line break is missing. */
  #behind(bytes: Uint8Array, start: number, body: number): void {
    this.#broken = true;
    if (body < 0) return;
    const fields = fieldsEnd(bytes, start, body);
    this.#promised = Math.max(this.#promised, watermarkAt(bytes, fields, body));
    if (isFact(bytes, start)) this.#newest = Math.max(this.#newest, seqAt(bytes, start));
  }

  result(): Scan {
    const excess = { bytes: this.#seen - this.#runEnd, newest: this.#newest, promised: this.#promised };
    return { last: this.#next - 1, bytes: this.#runEnd, lastLine: this.#lastLine, excess };
  }
}
