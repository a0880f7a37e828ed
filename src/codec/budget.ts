import { fitting, jsonSize } from './text-size.ts';

/** How far a text is read beyond what is kept of it, so that a secret at the cut is seen whole. */
const lookAhead = 8192;

/** What is left to spend on one recorded value. It counts the JSON text in UTF-8. */
export class Budget {
  #nodes: number;
  #bytes: number;

  constructor(limits: { readonly nodes: number; readonly bytes: number }) {
    this.#nodes = limits.nodes;
    this.#bytes = limits.bytes;
  }

  get isSpent(): boolean {
    return this.#nodes <= 0 || this.#bytes <= 0;
  }

  has(bytes: number): boolean {
    return bytes <= this.#bytes;
  }

  /** Pays for one value and its separator. */
  node(bytes: number): void {
    this.#nodes -= 1;
    this.#bytes -= bytes + 1;
  }

  /** Pays for a text, or for the beginning of it that fits, and hands that back. After a cut nothing is left. */
  text(text: string, clean: (text: string) => string): string {
    const length = Math.max(this.#bytes, 0) + lookAhead;
    if (text.length > length) return this.#cut(clean(text.slice(0, length)).slice(0, -lookAhead));
    const cleaned = clean(text);
    const size = cleaned.length > this.#bytes ? Infinity : jsonSize(cleaned) + 2;
    if (size > this.#bytes) return this.#cut(cleaned);
    this.#bytes -= size;
    return cleaned;
  }

  #cut(text: string): string {
    const kept = fitting(text, this.#bytes - 2);
    this.#bytes = 0;
    return kept;
  }
}
