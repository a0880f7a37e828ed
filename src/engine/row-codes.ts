import { Creation } from '../model/creation.ts';
import type { Draft, DraftOf, FactType } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { Move } from '../model/move.ts';
import { ResultMove } from '../model/result-move.ts';
import { Names } from './names.ts';
import { Roads } from './roads.ts';

const types = [
  'task_created',
  'stage_changed',
  'rejected',
  'progressed',
  'heartbeat',
  'metadata_changed',
  'changed',
  'snapshot_taken',
  'step_started',
  'step_ended',
  'annotated',
  'cancel_requested',
  'recovered',
] as const satisfies readonly FactType[];
const typeNumbers: ReadonlyMap<FactType, number> = new Map(types.map((type, number) => [type, number]));
const created = types.indexOf('task_created');
const moved = types.indexOf('stage_changed');
/** All that are not known, as those of a later version, have one number together. */
const unknown = types.length;
/** A record that is a word and its result: one more number for the same type. */
const delivered = types.length + 1;

const typeBits = 4;
const attemptBits = 6;
const typeMask = (1 << typeBits) - 1;
const wordShift = typeBits + attemptBits;
const maxAttempt = (1 << attemptBits) - 1;
const maxWord = (1 << (32 - wordShift)) - 1;
/** Of so many moves it is remembered how they were read: the usual ones. */
const mostRead = 256;

/** There are fewer types than this. */
export const maxTypes = 1 << typeBits;

/** Types have numbers from 0 on. */
export function numberOf(type: FactType): number {
  return typeNumbers.get(type) ?? unknown;
}

/** A later version may have written facts of types that this one does not know. */
export function isKnown(type: FactType): boolean {
  return typeNumbers.has(type);
}

/** The type that a code holds; undefined for one that is not known. */
export function typeIn(code: number): FactType | undefined {
  return types[typeNumberIn(code)];
}
export function typeNumberIn(code: number): number {
  const number = code & typeMask;
  return number === delivered ? moved : number;
}

/** Whether a code says all. */
export function isWhole(code: number): boolean {
  return hasWord(code) && (code & typeMask) !== delivered;
}
/** What is to be kept beside a code that does not say all. */
export function payloadOf(draft: Draft, code: number): unknown {
  return hasWord(code) ? (draft as ResultMove<Json>).result : draft;
}

function hasWord(code: number): boolean {
  return code >>> wordShift > 0;
}

/** A move, and the code that it has. */
interface Coded {
  readonly move: Move;
  readonly code: number;
}

/**
 * What facts say, as numbers of 32 bits.
 *
 * 1. A code is the type, the attempt and a word: a road (from, to, reason) or a name.
 * 2. What does not fit into a code is its payload, to be kept beside it: the result of a record that has nothing else,
 *    or the draft itself, and then the code has no word.
 * 3. What is made of a code and its payload has the same fields as what they were made of.
 */
export class RowCodes {
  readonly #names = new Names(maxWord);
  readonly #roads = new Roads(maxWord);
  /** Ready-made moves by their place: most facts are such ones. */
  readonly #usual: Coded[] = [];
  readonly #read = new Map<number, Move>();

  of(draft: Draft): number {
    if (draft instanceof Move) return this.#ofMove(draft);
    if (draft instanceof ResultMove) return withResult(this.#ofMove(draft.move));
    if (draft instanceof Creation) return this.#ofCreation(draft);
    return draft.type === 'stage_changed' ? this.#ofRecord(draft) : this.#ofOther(draft);
  }

  /** The words, in their order: they are learnt again in the same one. */
  save(): Json {
    return [this.#names.list(), this.#roads.list() as Json];
  }

  load(saved: Json): void {
    const [names, roads] = saved as readonly [readonly string[], readonly (readonly [string, string, string?])[]];
    for (const name of names) this.#names.word(name);
    for (const [from, to, reason] of roads) this.#roads.word(from, to, reason);
  }

  draft(code: number, payload: unknown): Draft {
    if (!hasWord(code)) return payload as Draft;
    const type = typeIn(code);
    if (type === 'task_created') return new Creation(this.#names.at(code >>> wordShift));
    if (type === 'heartbeat') return { type };
    const move = this.#read.get(code) ?? this.#readMove(code);
    return isWhole(code) ? move : new ResultMove(move, payload as Json);
  }

  #ofMove(move: Move): number {
    const { place } = move;
    const usual = this.#usual[place];
    return usual?.move === move ? usual.code : this.#learn(move);
  }

  #learn(move: Move): number {
    const code = this.#ofParts(move);
    if (move.place > 0 && hasWord(code)) this.#usual[move.place] = { move, code };
    return code;
  }

  #ofRecord(draft: DraftOf<'stage_changed'>): number {
    return isPlainRecord(draft) ? this.#ofParts(draft) : moved;
  }

  #ofCreation({ name }: Pick<Creation, 'name'>): number {
    return created | (this.#names.word(name) << wordShift);
  }

  #ofOther(draft: Draft): number {
    if (isPlainCreation(draft)) return this.#ofCreation(draft);
    const word = draft.type === 'heartbeat' && Object.keys(draft).length === 1 ? 1 : 0;
    return numberOf(draft.type) | (word << wordShift);
  }

  #ofParts({ from, to, attempt, reason }: DraftOf<'stage_changed'>): number {
    if (attempt > maxAttempt) return moved;
    const word = this.#roads.word(from, to, reason);
    return word === 0 ? moved : (word << wordShift) | (attempt << typeBits) | moved;
  }

  #readMove(code: number): Move {
    const { from, to, reason } = this.#roads.at(code >>> wordShift);
    const move = Object.freeze(new Move(from, to, (code >>> typeBits) & maxAttempt, reason)) as Move;
    if (this.#read.size < mostRead) this.#read.set(code, move);
    return move;
  }
}

function withResult(code: number): number {
  return hasWord(code) ? (code & ~typeMask) | delivered : code;
}

/** Most of those that are not plain have a result or an error, which shows at a glance. */
function isPlainRecord(draft: DraftOf<'stage_changed'>): boolean {
  if (draft.result !== undefined || draft.error !== undefined) return false;
  return Object.keys(draft).length === (draft.reason === undefined ? 4 : 5);
}

function isPlainCreation(draft: Draft): draft is DraftOf<'task_created'> {
  return draft.type === 'task_created' && Object.keys(draft).length === 2;
}
