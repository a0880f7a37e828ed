import type { FactOf } from '../model/facts.ts';
import { type Words, wordsOf } from './words.ts';

type Creation = Pick<FactOf<'task_created'>, 'type' | 'name'>;
type Move = Pick<FactOf<'stage_changed'>, 'type' | 'from' | 'to' | 'attempt' | 'reason'>;

/** So many names are kept, and so many moves to one stage; others are not known. */
const most = 64;
const longestBytes = 256;

interface Tail {
  readonly move: Move;
  readonly words: Words;
}

/**
 * What plain creations and moves say behind the id of their task, as bytes that were made once.
 *
 * 1. What is handed out begins with the comma behind the id, and is not longer than 256 bytes.
 * 2. A draft that is not known yet is learnt while there is room; it is found without making anything.
 */
export class KnownTails {
  readonly #names = new Map<string, Words>();
  /** By the stage that they lead to. */
  readonly #moves = new Map<string, Tail[]>();

  /** @param draft with no other fields */
  of(draft: Creation | Move): Words | undefined {
    if (draft.type === 'stage_changed') return this.#moveOf(draft) ?? this.#learnMove(draft);
    return this.#names.get(draft.name) ?? this.#learnName(draft);
  }

  #moveOf({ from, to, attempt, reason }: Move): Words | undefined {
    for (const { move, words } of this.#moves.get(to) ?? [])
      if (move.from === from && move.attempt === attempt && move.reason === reason) return words;
    return undefined;
  }

  #learnMove({ type, from, to, attempt, reason }: Move): Words | undefined {
    const move = { type, from, to, attempt, ...(reason !== undefined && { reason }) };
    const moves = this.#moves.get(to) ?? [];
    if (!isPlain(move) || moves.length >= most || this.#moves.size >= most) return undefined;
    const words = tailOf(move);
    if (words) this.#moves.set(to, [...moves, { move, words }]);
    return words;
  }

  #learnName({ type, name }: Creation): Words | undefined {
    if (typeof name !== 'string' || this.#names.size >= most) return undefined;
    const words = tailOf({ type, name });
    if (words) this.#names.set(name, words);
    return words;
  }
}

/** Only what cannot change later is looked up again. */
function isPlain({ from, to, attempt, reason = '' }: Move): boolean {
  return Number.isInteger(attempt) && [from, to, reason].every((text) => typeof text === 'string');
}

function tailOf(fields: object): Words | undefined {
  const words = wordsOf(`,${JSON.stringify(fields).slice(1, -1)}`);
  return words.length > longestBytes ? undefined : words;
}
