import { deepFreeze } from '../model/deep-freeze.ts';
import type { Draft, DraftOf, FactType, Stamp } from '../model/facts.ts';
import { Move } from '../model/move.ts';
import { FloatColumn } from './float-column.ts';
import { IntTable } from './int-table.ts';
import { Names } from './names.ts';
import { Roads } from './roads.ts';
import { WallClock } from './wall-clock.ts';

/**
 * Facts as rows of numbers: the compact way they are kept. Nobody above the ledger sees a row.
 *
 * 1. Row n is the fact with `seq` n + 1; there are no gaps.
 * 2. A row is: its task, the row of the same task before it (+ 1, 0 for none), its code, its payload, both clocks.
 * 3. A code is the type, the attempt and a word: a road (from, to, reason) or a name. What does not fit into a code
 *    is kept beside the row as the draft itself, and the code then has no word.
 * 4. A row is never changed.
 */
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

const typeBits = 4;
const attemptBits = 6;
const typeMask = (1 << typeBits) - 1;
const wordShift = typeBits + attemptBits;
const maxAttempt = (1 << attemptBits) - 1;
const maxWord = (1 << (32 - wordShift)) - 1;

/** The columns of the table of rows. */
const task = 0;
const before = 1;
const code = 2;
const payload = 3;
const wall = 4;

export class Rows {
  readonly #table = new IntTable(5);
  readonly #mono = new FloatColumn();
  readonly #wall = new WallClock();
  readonly #payloads: (Draft | undefined)[] = [undefined];
  readonly #names = new Names(maxWord);
  readonly #roads = new Roads(maxWord);

  get length(): number {
    return this.#table.length;
  }

  /** @param earlier the row of the same task before this one, -1 for none */
  push(position: number, earlier: number, draft: Draft, stamp: Stamp): number {
    const word = this.#wordOf(draft);
    const attempt = word > 0 && draft.type === 'stage_changed' ? draft.attempt : 0;
    const packed = (word << wordShift) | (attempt << typeBits) | (typeNumbers.get(draft.type) as number);
    const kept = word > 0 ? 0 : this.#payloads.push(draft) - 1;
    const distance = this.#wall.distance(this.length, stamp.timestamp, stamp.mono);
    this.#mono.push(stamp.mono);
    return this.#table.push(position, earlier + 1, packed, kept, distance);
  }

  task(row: number): number {
    return this.#table.get(row, task);
  }

  before(row: number): number {
    return this.#table.get(row, before) - 1;
  }

  type(row: number): FactType {
    return types[this.#table.get(row, code) & typeMask] as FactType;
  }

  mono(row: number): number {
    return this.#mono.get(row);
  }

  timestamp(row: number): number {
    return this.#wall.at(row, this.#mono.get(row), this.#table.get(row, wall));
  }

  /** Frozen, or made anew. */
  draft(row: number): Draft {
    const kept = this.#payloads[this.#table.get(row, payload)];
    return kept ? deepFreeze(kept) : this.#unpack(this.#table.get(row, code));
  }

  #unpack(packed: number): Draft {
    const type = types[packed & typeMask];
    const word = packed >>> wordShift;
    if (type === 'task_created') return { type, name: this.#names.at(word) };
    if (type === 'heartbeat') return { type };
    const { from, to, reason } = this.#roads.at(word);
    return new Move(from, to, (packed >>> typeBits) & maxAttempt, reason);
  }

  /** 0 where the draft says more than a word can. */
  #wordOf(draft: Draft): number {
    if (draft.type === 'stage_changed') return isPlainMove(draft) ? this.#wordOfMove(draft) : 0;
    if (draft.type === 'task_created') return Object.keys(draft).length === 2 ? this.#names.word(draft.name) : 0;
    return draft.type === 'heartbeat' && Object.keys(draft).length === 1 ? 1 : 0;
  }

  #wordOfMove({ from, to, reason }: DraftOf<'stage_changed'>): number {
    return this.#roads.word(from, to, reason);
  }
}

function isPlainMove(draft: DraftOf<'stage_changed'>): boolean {
  if (draft.attempt > maxAttempt) return false;
  if (draft instanceof Move) return true;
  return Object.keys(draft).length === (draft.reason === undefined ? 4 : 5);
}
