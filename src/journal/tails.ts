import type { DraftOf } from '../model/facts.ts';

/** A plain creation or move: it has the fields of its type that are always there, and perhaps a reason. */
export type UsualDraft = DraftOf<'task_created'> | DraftOf<'stage_changed'>;

const usual = new Set(['type,name', 'type,from,to,attempt', 'type,from,to,attempt,reason']);
/** A power of two. Of two that would take one place, the later one is kept. */
const places = 1024;
const maxBytes = 256;
const comma = 44;

interface Tail {
  readonly bytes: Uint8Array;
  readonly draft: UsualDraft;
}

/**
 * How lines go on behind the id of their task, found by the bytes.
 *
 * 1. Only drafts are kept whose fields are texts and numbers, so that facts which are made of one share nothing.
 * 2. A tail stands for itself: it names no field of the head again.
 */
export class Tails {
  readonly #places = new Array<Tail | undefined>(places);

  find(bytes: Uint8Array, start: number, end: number): UsualDraft | undefined {
    const tail = this.#places[placeOf(bytes, start, end)];
    return tail !== undefined && isSame(tail.bytes, bytes, start, end) ? tail.draft : undefined;
  }

  /** Keeps what stands in `start..end`, if it is a usual one. */
  learn(bytes: Buffer, start: number, end: number): void {
    if (bytes[start] !== comma || end - start > maxBytes || this.find(bytes, start, end)) return;
    const draft = draftOf(bytes.toString('utf8', start + 1, end));
    if (draft) this.#places[placeOf(bytes, start, end)] = { bytes: new Uint8Array(bytes.subarray(start, end)), draft };
  }
}

function draftOf(fields: string): UsualDraft | undefined {
  const draft = parsed(`{${fields}}`);
  if (!usual.has(Object.keys(draft).join()) || !Object.values(draft).every(isPlain)) return undefined;
  return draft.type === ('name' in draft ? 'task_created' : 'stage_changed') ? (draft as UsualDraft) : undefined;
}

/** A forged line can be JSON together with the next one only. */
function parsed(text: string): { readonly type?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Every third byte and the last one are mixed: two different tails with one place cost time, and nothing else. */
function placeOf(bytes: Uint8Array, start: number, end: number): number {
  let mixed = (end - start) ^ (bytes[end - 1] as number);
  for (let at = start; at < end; at += 3) mixed = Math.imul(mixed ^ (bytes[at] as number), 0x01000193);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}

function isSame(kept: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (kept.length !== end - start) return false;
  for (let at = 0; at < kept.length; at++) if (kept[at] !== bytes[start + at]) return false;
  return true;
}
