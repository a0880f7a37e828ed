import type { DraftOf } from '../model/facts.ts';
import { shapeOf } from './fact-shape.ts';
import { Words } from './words.ts';

/** A plain creation or move: it has the fields of its type that are always there, and perhaps a reason. */
export type UsualDraft = DraftOf<'task_created'> | DraftOf<'stage_changed'>;

const usual = new Set(['type,name', 'type,from,to,attempt', 'type,from,to,attempt,reason']);
/** A power of two. Of two that would take one place, the later one is kept. */
const places = 1024;
const maxBytes = 256;
const comma = 44;
/** A tail is judged behind this head: the values of a head make no difference to it. */
const head = { seq: 1, timestamp: 0, mono: 0, taskId: '' };

interface Tail {
  readonly words: Words;
  readonly draft: UsualDraft;
}

/**
 * How lines go on behind the id of their task, found by the bytes.
 *
 * 1. Only drafts are kept whose fields are texts and numbers, so that facts which are made of one share nothing.
 * 2. A tail stands for itself: it names no field of the head again.
 * 3. Behind any head it is a fact of a known shape.
 */
export class Tails {
  readonly #places = Array<Tail | undefined>(places).fill(undefined);

  find(view: DataView, start: number, end: number): UsualDraft | undefined {
    const tail = this.#places[placeOf(view, start, end)];
    return tail?.words.length === end - start && tail.words.isAt(view, start) ? tail.draft : undefined;
  }

  /** Keeps what stands in `start..end`, if it is a usual one. */
  learn(view: DataView, start: number, end: number): void {
    if (end <= start || end - start > maxBytes || view.getUint8(start) !== comma || this.find(view, start, end)) return;
    const bytes = Buffer.from(view.buffer, view.byteOffset + start, end - start);
    const draft = draftOf(bytes.toString('utf8', 1));
    if (draft) this.#places[placeOf(view, start, end)] = { words: new Words(bytes), draft };
  }
}

/** In a known shape these fields are texts and numbers. */
function draftOf(fields: string): UsualDraft | undefined {
  const draft = parsed(`{${fields}}`);
  if (!usual.has(Object.keys(draft).join())) return undefined;
  const isOfType = draft.type === ('name' in draft ? 'task_created' : 'stage_changed');
  return isOfType && shapeOf({ ...head, ...draft }) === 'known' ? (draft as UsualDraft) : undefined;
}

/** A forged line can be JSON together with the next one only. */
function parsed(text: string): { readonly type?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

/** Every second word and the last one are mixed: two different tails with one place cost time, and nothing else. */
function placeOf(view: DataView, start: number, end: number): number {
  let mixed = end - start < 4 ? 0 : view.getInt32(end - 4);
  for (let at = start; at + 4 <= end; at += 8)
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ view.getInt32(at), 0x01000193);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}
