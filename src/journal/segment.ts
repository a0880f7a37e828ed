import type { OpenFile } from '../ports/files.ts';
import { asJournalError, full } from './complaints.ts';
import type { Header } from './header.ts';

/**
 * The segment that is being written.
 *
 * 1. A write is whole or leaves nothing: what a failed one left is cut off, and the cut is on stable storage, before
 *    anything else is written.
 * 2. Nobody else writes it, so that its size is known without asking.
 */
export class Segment {
  readonly header: Header;
  readonly file: OpenFile;
  #size: number;
  #remains = false;

  constructor(header: Header, file: OpenFile, size: number) {
    this.header = header;
    this.file = file;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends the first `length` bytes. */
  write(bytes: Uint8Array, length: number): void {
    this.cut(this.#size);
    let written = 0;
    try {
      written = this.file.write(bytes, length, this.#size);
    } catch (error) {
      throw this.#failed(error);
    }
    if (written < length) throw this.#failed(full());
    this.#size += length;
  }

  #failed(error: unknown): Error {
    this.#remains = true;
    try {
      this.cut(this.#size);
    } catch {
      // the next write begins with it
    }
    return asJournalError('Writing to the journal', error);
  }

  /** Takes back what was written behind `size`. */
  cut(size: number): void {
    if (!this.#remains && size === this.#size) return;
    this.#remains = true;
    this.#size = size;
    this.file.truncate(size);
    this.file.sync();
    this.#remains = false;
  }
}
