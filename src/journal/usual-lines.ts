import type { Fact } from '../model/facts.ts';
import type { Block } from './blocks.ts';
import { Digits } from './digits.ts';
import { Tails, type UsualDraft } from './tails.ts';
import { idMark, isPlain, maxIdBytes, monoMark, quote, seqMark, timestampMark } from './usual-marks.ts';
import { viewOf, type Words } from './words.ts';

type Bytes = Pick<Block, 'bytes' | 'view'>;

/**
 * Reads the lines of which a journal has most, plain creations and moves of tasks, without `JSON.parse`:
 *
 *     {"seq":7,"timestamp":1795185070400,"mono":283.7,"taskId":"k3-0","type":"stage_changed","from":…
 *
 * What stands before the type differs from line to line and is read byte by byte. What follows is looked up, for few
 * lines go on in a way that was never met.
 *
 * 1. A fact that is handed out equals what `JSON.parse` makes of the line, and is made anew.
 * 2. A line that begins in any other way, or was never met, is left to the caller.
 */
export class UsualLines {
  readonly #tails = new Tails();
  readonly #digits = new Digits();
  #bytes: Buffer = Buffer.alloc(0);
  #view = viewOf(this.#bytes);
  /** Where the head that was read last ended, and what stood in it. */
  #at = 0;
  #seq = 0;
  #timestamp = 0;
  #mono = 0;
  #taskId = '';
  readonly #idBytes = new Uint8Array(maxIdBytes);

  /** @param end behind the last field, before the brace or the watermark */
  read(bytes: Bytes, start: number, end: number): Fact | undefined {
    if (!this.#head(bytes, start)) return undefined;
    const draft = this.#tails.find(this.#view, this.#at, end);
    return draft && this.#fact(draft);
  }

  /** Learns how the line of a fact goes on behind its id. */
  learn(bytes: Bytes, start: number, end: number): void {
    if (this.#head(bytes, start)) this.#tails.learn(this.#view, this.#at, end);
  }

  /** Whether the line begins as most do; what stands in its head is then known. */
  #head({ bytes, view }: Bytes, start: number): boolean {
    this.#bytes = bytes;
    this.#view = view;
    this.#at = start;
    this.#seq = this.#number(seqMark);
    this.#timestamp = this.#number(timestampMark);
    this.#mono = this.#number(monoMark);
    return this.#seq >= 0 && this.#timestamp >= 0 && this.#mono >= 0 && this.#id();
  }

  #number(mark: Words): number {
    if (!mark.isAt(this.#view, this.#at)) return -1;
    const value = this.#digits.read(this.#bytes, this.#at + mark.length);
    this.#at = this.#digits.end;
    return value;
  }

  #id(): boolean {
    if (!idMark.isAt(this.#view, this.#at)) return false;
    const start = this.#at + idMark.length;
    const end = idEnd(this.#bytes, start);
    if (end < 0) return false;
    this.#at = end + 1;
    if (!this.#isIdOfLineBefore(start, end)) this.#taskId = this.#bytes.toString('latin1', start, end);
    return true;
  }

  /** True for most lines. Where it is not, the bytes of the new id are noted. */
  #isIdOfLineBefore(start: number, end: number): boolean {
    const bytes = this.#bytes;
    let isSame = end - start === this.#taskId.length;
    for (let at = start; at < end; at++) {
      if (this.#idBytes[at - start] !== bytes[at]) isSame = false;
      this.#idBytes[at - start] = bytes[at] as number;
    }
    return isSame;
  }

  #fact(draft: UsualDraft): Fact {
    const [seq, timestamp, mono, taskId] = [this.#seq, this.#timestamp, this.#mono, this.#taskId];
    if (draft.type === 'task_created') return { seq, timestamp, mono, taskId, type: draft.type, name: draft.name };
    const { type, from, to, attempt, reason } = draft;
    if (reason === undefined) return { seq, timestamp, mono, taskId, type, from, to, attempt };
    return { seq, timestamp, mono, taskId, type, from, to, attempt, reason };
  }
}

/** Where a text of at most 64 printable bytes ends; -1 for any other one. */
function idEnd(bytes: Buffer, start: number): number {
  let at = start;
  for (let code = bytes[at] as number; code !== quote; code = bytes[++at] as number)
    if (!isPlain(code) || at - start === maxIdBytes) return -1;
  return at;
}
