import type { Move } from './move.ts';

/**
 * The usual record of a success: that of a move, and the result. A class for the same reason: it is told at a glance,
 * and kept as a number beside its result.
 */
export class ResultMove<R> {
  readonly type = 'stage_changed';
  readonly from: string;
  readonly to: string;
  readonly attempt: number;
  readonly result: R;
  readonly #move: Move;

  /** @param move without a reason */
  constructor(move: Move, result: R) {
    this.from = move.from;
    this.to = move.to;
    this.attempt = move.attempt;
    this.result = result;
    this.#move = move;
  }

  /** The same record without its result. */
  get move(): Move {
    return this.#move;
  }
}
