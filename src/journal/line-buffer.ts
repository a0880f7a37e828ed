import type { Fact } from '../model/facts.ts';
import { unfit } from './complaints.ts';
import { isShallow, shallowBytes } from './depth.ts';
import { maxLineBytes, seal, sealBytes } from './line.ts';
import { usualBytes, UsualFacts } from './usual-facts.ts';
import { viewOf } from './words.ts';

const roomy = 2 ** 12;
/** A buffer that one large record has made larger than this is let go afterwards. */
const keptBytes = 2 ** 20;
/** The most digits of a watermark, and its name. */
const watermarkBytes = 24;

/** Facts as lines, ready to be written. What `add` throws on is not in it. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(roomy);
  #view = viewOf(this.#bytes);
  #length = 0;
  readonly #usual = new UsualFacts();

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** @param watermark the highest `seq` on stable storage, given when it has moved, else 0 */
  add(fact: Fact, seed: number, watermark: number): void {
    const start = this.#length;
    let at = this.#put(fact, start);
    if (watermark > 0) at += this.#bytes.write(`,"y":${watermark}`, at, 'latin1');
    const end = seal(this.#view, start, at, seed);
    if (end - start > maxLineBytes) throw unfit(fact, `its line is longer than ${maxLineBytes} bytes`);
    if (end - start > shallowBytes && !isShallow(this.#bytes, start, end)) throw unfit(fact, 'it is nested too deeply');
    this.#length = end;
  }

  /** Writes it up to its brace. */
  #put(fact: Fact, start: number): number {
    this.#reserve(usualBytes);
    const end = this.#usual.put(this.#view, start, fact);
    if (end >= 0) return end;
    const text = textOf(fact);
    this.#reserve(text.length * 3);
    return start + this.#bytes.write(text, start) - 1;
  }

  /** Forgets what was added since it was this long. */
  cutTo(length: number): void {
    this.#length = length;
    if (length === 0 && this.#bytes.length > keptBytes) this.#take(Buffer.allocUnsafe(roomy));
  }

  /** Room for so many bytes, a watermark and a seal. */
  #reserve(more: number): void {
    const needed = this.#length + more + watermarkBytes + sealBytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#take(larger);
  }

  #take(bytes: Buffer<ArrayBuffer>): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

function textOf(fact: Fact): string {
  const text = stringify(fact, fact);
  return text.startsWith('{"seq":') ? text : stringify(Object.assign({ seq: 0 }, fact), fact);
}

function stringify(value: object, fact: Fact): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw unfit(fact, 'it is not JSON', cause);
  }
}
