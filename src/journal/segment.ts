import { JournalError } from '../model/errors.ts';
import type { OpenFile } from '../ports/files.ts';
import { asJournalError, full, poisoned } from './complaints.ts';
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
  readonly #file: OpenFile;
  #size: number;
  #remains = false;

  constructor(header: Header, file: OpenFile, size: number) {
    this.header = header;
    this.#file = file;
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
      written = this.#file.write(bytes, length, this.#size);
    } catch (error) {
      this.#undo();
      throw asJournalError('Writing to the journal', error);
    }
    if (written < length) {
      this.#undo();
      throw full();
    }
    this.#size += length;
  }

  /** Takes away what stands behind `size`, if there may be anything. */
  cut(size: number): void {
    if (!this.#remains && size === this.#size) return;
    this.#remains = true;
    this.#size = size;
    this.#file.truncate(size);
    this.sync();
    this.#remains = false;
  }

  #undo(): void {
    this.#remains = true;
    try {
      this.cut(this.#size);
    } catch (error) {
      if (error instanceof JournalError) throw error;
      // else the next write begins with it
    }
  }

  /** @throws JournalError `poisoned`: what a failed flush left on the disk cannot be known, so that it is not tried again */
  sync(): void {
    try {
      this.#file.sync();
    } catch (error) {
      throw poisoned(error);
    }
  }

  async syncLater(): Promise<void> {
    try {
      await this.#file.syncLater();
    } catch (error) {
      throw poisoned(error);
    }
  }

  close(): void {
    this.#file.close();
  }
}
