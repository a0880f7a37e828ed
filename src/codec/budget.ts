import { cleaned, fitting, jsonSize } from './text-size.ts';

/** What is left to spend on one recorded value. It counts the JSON text in UTF-8. */
export class Budget {
  #nodes: number;
  #bytes: number;
  /** How many texts did not fit. */
  cuts = 0;

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

  /** Pays for what is written around a value. */
  wrap(bytes: number): void {
    this.#bytes -= bytes;
  }

  /** Pays for a text, or for the beginning of it that fits, and hands that back. After a cut nothing is left. */
  text(text: string, clean: (text: string) => string): string {
    const whole = cleaned(text, this.#bytes, clean);
    const size = whole.length > this.#bytes ? Infinity : jsonSize(whole) + 3;
    const fits = size <= this.#bytes;
    const kept = fits ? whole : fitting(whole, this.#bytes - 3);
    if (!fits) this.cuts += 1;
    this.#bytes = fits ? this.#bytes - size : 0;
    return kept;
  }
}
