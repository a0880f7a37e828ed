import { type Meaning, meaningOf } from './meaning.ts';

/**
 * The usual record: it says where from, where to, in which attempt and why, and nothing else. A class, so that what
 * keeps facts can tell it at a glance and keep it as a number. What it holds beside its fields is no part of the record.
 */
export class Move {
  readonly type = 'stage_changed';
  readonly from: string;
  readonly to: string;
  readonly attempt: number;
  /** Declared only: a field without a reason would be there, and undefined. */
  declare readonly reason?: string;
  readonly #meaning: Meaning;
  readonly #place: number;

  /** @param place where it stands among the ready-made ones of its lifecycle; 0 for one that is not among them */
  constructor(from: string, to: string, attempt: number, reason: string | undefined, place = 0) {
    this.from = from;
    this.to = to;
    this.attempt = attempt;
    if (reason !== undefined) this.reason = reason;
    this.#meaning = meaningOf(this);
    this.#place = place;
  }

  /** What the stage amounts to that it leads to. */
  get meaning(): Meaning {
    return this.#meaning;
  }
  get place(): number {
    return this.#place;
  }
}
