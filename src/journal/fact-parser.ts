import type { Fact } from '../model/facts.ts';
import type { Block } from './blocks.ts';
import { corrupt } from './complaints.ts';
import { isShallow, shallowBytes } from './depth.ts';
import { LeftLines } from './left-lines.ts';
import { fieldsEnd, isFact, isFooter, newline, sealedEnd, seqAt } from './line.ts';
import { UsualLines } from './usual-lines.ts';

export interface Parsed {
  readonly facts: readonly Fact[];
  /** Those of them whose shape was not looked at. */
  readonly unjudged: readonly Fact[];
}

/**
 * Turns the lines of one segment into facts, block by block. Lines are checked as bytes; usual ones are read as bytes
 * too, and the others are parsed.
 */
export class FactParser {
  readonly #file: string;
  readonly #seed: number;
  readonly #usual: UsualLines;
  /** The `seq` that the next line must have. */
  #next: number;

  /** @param usual what was learnt from other segments */
  constructor(file: string, seed: number, first: number, usual = new UsualLines()) {
    this.#file = file;
    this.#seed = seed;
    this.#next = first;
    this.#usual = usual;
  }

  get next(): number {
    return this.#next;
  }

  /** The facts of a block after `since`. The bytes of the block are changed. */
  parse(block: Block, since: number): Parsed {
    const { bytes, view, end, offset } = block;
    const facts: (Fact | undefined)[] = [];
    const left = new LeftLines(bytes);
    for (let start = 0, stop = 0; start < end; start = stop + 1) {
      stop = bytes.indexOf(newline, start);
      const body = stop < end ? sealedEnd(view, start, stop, this.#seed) : -1;
      const fields = fieldsEnd(bytes, start, body);
      const fact = this.#next > since && body > 0 ? this.#usual.read(block, start, fields) : undefined;
      if (fact?.seq !== this.#next && !this.#isDue(bytes, start, body)) throw this.#damaged(offset + start, this.#next);
      if (isFooter(bytes, start) || this.#next++ <= since) continue;
      if (fact === undefined) left.add(start, fields, facts.length);
      facts.push(fact);
    }
    return this.#completed(block, facts, left);
  }

  #isDue(bytes: Buffer, start: number, body: number): boolean {
    if (body < 0 || isDeep(bytes, start, body)) return false;
    const seq = seqAt(bytes, start);
    return isFact(bytes, start) ? seq === this.#next : isFooter(bytes, start) && seq === this.#next - 1;
  }

  /** Parses the lines that were left, and learns from them. */
  #completed(block: Block, facts: (Fact | undefined)[], left: LeftLines): Parsed {
    const first = this.#next - facts.length;
    const parsed = left.parsed();
    for (const [place, { start, end, index }] of left.lines.entries()) {
      const fact = parsed?.[place];
      if (fact?.seq !== first + index) throw this.#damaged(block.offset, first + index);
      facts[index] = fact;
      this.#usual.learn(block, start, end);
    }
    return { facts: facts as readonly Fact[], unjudged: parsed ?? [] };
  }

  #damaged(offset: number, seq: number): Error {
    return corrupt({ file: this.#file, offset, seq });
  }
}

function isDeep(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > shallowBytes && !isShallow(bytes, start, end);
}
