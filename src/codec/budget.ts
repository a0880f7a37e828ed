import { cleaned, fitting, jsonSize } from './text-size.ts';

/** What is left to spend on one recorded value. It counts the JSON text in UTF-8. */
export class Budget {
  #nodes: number;
  #bytes: number;
  readonly #longest: number;
  /** How many texts did not fit. */
  cuts = 0;

  constructor(limits: { readonly nodes: number; readonly bytes: number; readonly text?: number }) {
    this.#nodes = limits.nodes;
    this.#bytes = limits.bytes;
    this.#longest = limits.text ?? Number.POSITIVE_INFINITY;
  }

  /** How many values are left. */
  get nodes(): number {
    return this.#nodes;
  }
  /** How many bytes are left. */
  get bytes(): number {
    return this.#bytes;
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

  /** Pays for so many values with all that is written around them. */
  spend(nodes: number, bytes: number): void {
    this.#nodes -= nodes;
    this.#bytes -= bytes;
  }

  /** Pays for what is written around a value. */
  wrap(bytes: number): void {
    this.#bytes -= bytes;
  }

  /** Pays for a text, or for the beginning of it that fits, and hands that back. */
  text(text: string, clean: (text: string) => string): string {
    const most = Math.min(this.#bytes, this.#longest);
    const whole = cleaned(text, most, clean);
    const size = whole.length > most ? Infinity : jsonSize(whole) + 3;
    if (size > most) return this.#cut(whole, most);
    this.#bytes -= size;
    return whole;
  }

  /** After a cut for want of room nothing is left. */
  #cut(whole: string, most: number): string {
    this.cuts += 1;
    this.#bytes -= most;
    return fitting(whole, most - 3);
  }
}
