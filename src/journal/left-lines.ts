import type { Fact } from '../model/facts.ts';

const [comma, brace] = [44, 125];

/** Where the fields of a line stand now, and which of the facts of its block it is. */
interface LeftLine {
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

/**
 * The lines of a block that are left to `JSON.parse`. They are moved together at the head of the block, over lines that
 * were read, and parsed as one array, which is faster than line by line.
 */
export class LeftLines {
  readonly #bytes: Buffer;
  readonly #lines: LeftLine[] = [];
  #filled = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /**
   * @param end behind the last field, before the brace or the watermark
   * @param index which fact of the block this is
   */
  add(start: number, end: number, index: number): void {
    const moved = this.#filled;
    this.#bytes.copyWithin(moved, start, end);
    this.#filled += end - start;
    this.#lines.push({ start: moved, end: this.#filled, index });
    this.#bytes[this.#filled++] = brace;
    this.#bytes[this.#filled++] = comma;
  }

  get lines(): readonly LeftLine[] {
    return this.#lines;
  }

  /** One fact for each line; undefined where they hold no JSON, or not one value each: somebody forged one. */
  parsed(): readonly Fact[] | undefined {
    if (this.#lines.length === 0) return [];
    try {
      const facts = JSON.parse(`[${this.#bytes.toString('utf8', 0, this.#filled - 1)}]`) as Fact[];
      return facts.length === this.#lines.length ? facts : undefined;
    } catch {
      return undefined;
    }
  }
}
