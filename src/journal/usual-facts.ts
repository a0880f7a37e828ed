import type { Fact, FactOf } from '../model/facts.ts';
import { putDecimal, putWhole } from './put-digits.ts';
import { KnownTails } from './known-tails.ts';
import { idMark, isPlain, maxIdBytes, monoMark, quote, seqMark, timestampMark } from './usual-marks.ts';

/** Marks, numbers, an id and a tail are not longer than this together. */
export const usualBytes = 512;

type Usual = FactOf<'task_created' | 'stage_changed'>;

/**
 * Writes the facts of which a journal has most, plain creations and moves of tasks, without `JSON.stringify`: see
 * `UsualLines`, which reads them.
 *
 * 1. What stands there is read as the same fact, with its fields in the usual order.
 * 2. A fact with other fields, or with values that are not usual, is left to the caller.
 */
export class UsualFacts {
  readonly #tails = new KnownTails();

  /**
   * @param view with room for `usualBytes` from `start` on
   * @returns where the last field ends, before the brace; -1 for a fact that is left to the caller
   */
  put(view: DataView, start: number, fact: Fact): number {
    if (!isUsual(fact)) return -1;
    const tail = this.#tails.of(fact);
    const end = tail ? putHead(view, start, fact) : -1;
    return tail && end >= 0 ? tail.put(view, end) : -1;
  }
}

/** So many fields, and those that it has: then it has no others. */
function isUsual(fact: Fact): fact is Usual {
  if (fact.type === 'task_created') return Object.keys(fact).length === 6;
  if (fact.type !== 'stage_changed') return false;
  return Object.keys(fact).length === (fact.reason === undefined ? 8 : 9);
}

function putHead(view: DataView, start: number, { seq, timestamp, mono, taskId }: Usual): number {
  if (!Number.isSafeInteger(seq) || seq < 0 || !Number.isSafeInteger(timestamp) || timestamp < 0) return -1;
  const seqEnd = putWhole(view, seqMark.put(view, start), seq);
  const timestampEnd = putWhole(view, timestampMark.put(view, seqEnd), timestamp);
  const monoEnd = putDecimal(view, monoMark.put(view, timestampEnd), mono);
  return monoEnd < 0 ? -1 : putId(view, idMark.put(view, monoEnd), taskId);
}

/** Printable ASCII as it stands. */
function putId(view: DataView, start: number, id: unknown): number {
  if (typeof id !== 'string' || id.length > maxIdBytes) return -1;
  let at = start;
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    if (!isPlain(code)) return -1;
    view.setUint8(at++, code);
  }
  view.setUint8(at, quote);
  return at + 1;
}
