import type { Fact } from '../model/facts.ts';
import { Digits } from './digits.ts';
import { has } from './line.ts';
import { Tails, type UsualDraft } from './tails.ts';

const seqMark = [...Buffer.from('{"seq":')];
const timestampMark = [...Buffer.from(',"timestamp":')];
const monoMark = [...Buffer.from(',"mono":')];
const idMark = [...Buffer.from(',"taskId":"')];
const [quote, backslash, space, del] = [34, 92, 32, 127];
const maxIdBytes = 64;

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
  /** Where the head that was read last ended, and what stood in it. */
  #at = 0;
  #seq = 0;
  #timestamp = 0;
  #mono = 0;
  #taskId = '';
  readonly #idBytes = new Uint8Array(maxIdBytes);

  /** @param end behind the last field, before the brace or the watermark */
  read(bytes: Buffer, start: number, end: number): Fact | undefined {
    if (!this.#head(bytes, start)) return undefined;
    const draft = this.#tails.find(bytes, this.#at, end);
    return draft && this.#fact(draft);
  }

  /** Learns how the line of a fact goes on behind its id. */
  learn(bytes: Buffer, start: number, end: number): void {
    if (this.#head(bytes, start)) this.#tails.learn(bytes, this.#at, end);
  }

  /** Whether the line begins as most do; what stands in its head is then known. */
  #head(bytes: Buffer, start: number): boolean {
    this.#at = start;
    this.#seq = this.#number(bytes, seqMark);
    this.#timestamp = this.#number(bytes, timestampMark);
    this.#mono = this.#number(bytes, monoMark);
    return this.#seq >= 0 && this.#timestamp >= 0 && this.#mono >= 0 && this.#id(bytes);
  }

  #number(bytes: Buffer, mark: readonly number[]): number {
    if (!has(bytes, this.#at, mark)) return -1;
    const value = this.#digits.read(bytes, this.#at + mark.length);
    this.#at = this.#digits.end;
    return value;
  }

  #id(bytes: Buffer): boolean {
    if (!has(bytes, this.#at, idMark)) return false;
    const start = this.#at + idMark.length;
    const end = idEnd(bytes, start);
    if (end < 0) return false;
    this.#at = end + 1;
    if (!this.#isIdOfLineBefore(bytes, start, end)) this.#taskId = bytes.toString('latin1', start, end);
    return true;
  }

  /** True for most lines. Where it is not, the bytes of the new id are noted. */
  #isIdOfLineBefore(bytes: Buffer, start: number, end: number): boolean {
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
    if (code < space || code >= del || code === backslash || at - start === maxIdBytes) return -1;
  return at;
}
