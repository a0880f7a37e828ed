import type { Fact } from '../model/facts.ts';
import type { Block } from './blocks.ts';
import { corrupt } from './complaints.ts';
import { isShallow, shallowBytes } from './depth.ts';
import { fieldsEnd, isFact, isFooter, newline, sealedEnd, seqAt } from './line.ts';

const [space, comma, brace] = [32, 44, 125];

/**
 * Turns the lines of one segment into facts, block by block. Lines are checked as bytes; then what is no part of a fact
 * is overwritten with spaces, and the block is parsed as one array, which is faster than line by line.
 */
export class FactParser {
  readonly #file: string;
  readonly #seed: number;
  /** The `seq` that the next line must have. */
  #next: number;

  constructor(file: string, seed: number, first: number) {
    this.#file = file;
    this.#seed = seed;
    this.#next = first;
  }

  get next(): number {
    return this.#next;
  }

  /** The facts of a block after `since`. The bytes of the block are changed. */
  parse({ bytes, end, offset }: Block, since: number): readonly Fact[] {
    let [from, to, first] = [-1, 0, 0];
    for (let start = 0; start < end; ) {
      const stop = this.#check(bytes, start, end, offset);
      if (isFact(bytes, start)) {
        if (this.#next > since) {
          if (from < 0) [from, first] = [start, this.#next];
          to = stop;
        }
        this.#next++;
      }
      start = stop + 1;
    }
    if (from < 0) return [];
    return this.#parsed(bytes.toString('utf8', from, to), offset + from, first);
  }

  /** Hands back where the line ends, and leaves nothing of it but a fact and a comma. */
  #check(bytes: Buffer, start: number, end: number, offset: number): number {
    const stop = bytes.indexOf(newline, start);
    const body = stop >= 0 && stop < end ? sealedEnd(bytes, start, stop, this.#seed) : -1;
    if (body < 0 || !this.#isDue(bytes, start) || isDeep(bytes, start, body)) throw this.#damaged(offset + start);
    const fields = fieldsEnd(bytes, start, body);
    bytes[fields] = brace;
    for (let at = fields + 1; at < stop; at++) bytes[at] = space;
    bytes[stop] = comma;
    return stop;
  }

  #isDue(bytes: Buffer, start: number): boolean {
    const seq = seqAt(bytes, start);
    return isFact(bytes, start) ? seq === this.#next : isFooter(bytes, start) && seq === this.#next - 1;
  }

  /** A line that somebody forged can hold no JSON, several objects, or none. @param first the `seq` that is due */
  #parsed(text: string, offset: number, first: number): readonly Fact[] {
    const facts = factsIn(text) ?? [];
    const isWhole = facts.length === this.#next - first;
    if (isWhole && facts.every((fact, index) => fact?.seq === first + index)) return facts;
    throw this.#damaged(offset, first);
  }

  #damaged(offset: number, seq = this.#next): Error {
    return corrupt({ file: this.#file, offset, seq });
  }
}

function isDeep(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > shallowBytes && !isShallow(bytes, start, end);
}

function factsIn(text: string): readonly Fact[] | undefined {
  try {
    return JSON.parse(`[${text}]`) as readonly Fact[];
  } catch {
    return undefined;
  }
}
