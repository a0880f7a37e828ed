import type { Draft, DraftOf, FactType, Stamp } from '../model/facts.ts';
import { FloatColumn, IntColumn } from './columns.ts';
import { Names } from './names.ts';
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
const typeNumber = Object.fromEntries(types.map((type, number) => [type, number])) as Record<FactType, number>;

const typeBits = 4;
const attemptBits = 6;
const wordShift = typeBits + attemptBits;
const maxAttempt = (1 << attemptBits) - 1;
const maxWord = (1 << (32 - wordShift)) - 1;

interface Road {
  readonly from: string;
  readonly to: string;
  readonly reason: string | undefined;
}

export class Rows {
  readonly #task = new IntColumn();
  readonly #before = new IntColumn();
  readonly #code = new IntColumn();
  readonly #payload = new IntColumn();
  readonly #mono = new FloatColumn();
  readonly #wall = new WallClock();
  readonly #payloads: (Draft | undefined)[] = [undefined];
  readonly #names = new Names<string>(maxWord);
  readonly #roads = new Names<Road>(maxWord);

  get length(): number {
    return this.#code.length;
  }

  /** @param before the row of the same task before this one, -1 for none */
  push(task: number, before: number, draft: Draft, stamp: Stamp): number {
    const word = this.#wordOf(draft);
    const attempt = draft.type === 'stage_changed' ? draft.attempt : 0;
    this.#task.push(task);
    this.#before.push(before + 1);
    this.#payload.push(word === 0 ? this.#payloads.push(draft) - 1 : 0);
    this.#mono.push(stamp.mono);
    this.#wall.push(stamp.timestamp, stamp.mono);
    return this.#code.push((word << wordShift) | ((word && attempt) << typeBits) | typeNumber[draft.type]);
  }

  task(row: number): number {
    return this.#task.get(row);
  }

  before(row: number): number {
    return this.#before.get(row) - 1;
  }

  type(row: number): FactType {
    return types[this.#code.get(row) & ((1 << typeBits) - 1)] as FactType;
  }

  mono(row: number): number {
    return this.#mono.get(row);
  }

  timestamp(row: number): number {
    return this.#wall.at(row, this.#mono.get(row));
  }

  draft(row: number): Draft {
    return this.#payloads[this.#payload.get(row)] ?? this.#unpack(this.#code.get(row));
  }

  #unpack(code: number): Draft {
    const type = types[code & ((1 << typeBits) - 1)];
    const word = code >>> wordShift;
    if (type === 'task_created') return { type, name: this.#names.at(word) };
    if (type === 'heartbeat') return { type };
    const { from, to, reason } = this.#roads.at(word);
    const attempt = (code >>> typeBits) & maxAttempt;
    return { type: 'stage_changed', from, to, attempt, ...(reason !== undefined && { reason }) };
  }

  /** 0 where the draft says more than a word can. */
  #wordOf(draft: Draft): number {
    if (draft.type === 'stage_changed') return isPlainMove(draft) ? this.#road(draft) : 0;
    if (draft.type === 'task_created') return Object.keys(draft).length === 2 ? this.#names.word(draft.name, draft.name) : 0;
    return draft.type === 'heartbeat' ? 1 : 0;
  }

  #road(draft: DraftOf<'stage_changed'>): number {
    const { from, to, reason } = draft;
    return this.#roads.word(reason === undefined ? `${from} ${to}` : `${from} ${to} ${reason}`, { from, to, reason });
  }
}

function isPlainMove(draft: DraftOf<'stage_changed'>): boolean {
  if (draft.attempt > maxAttempt) return false;
  return Object.keys(draft).length === (draft.reason === undefined ? 4 : 5);
}
