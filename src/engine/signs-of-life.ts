import type { Draft } from '../model/facts.ts';
import type { Position } from '../ports/position.ts';

/** So many are kept at least: who hears of one can read it. */
const fewest = 16;

/** Counts the heartbeats and progress reports of each open task, so that they are not all kept. */
export class SignsOfLife {
  readonly #counts = new Map<Position, number>();
  /** How many of one task are kept, when its older ones are let go. */
  readonly most: number;

  constructor(most: number) {
    this.most = Math.max(fewest, most);
  }

  /** @returns whether there are so many that the older ones are to be let go: each time as many as are kept */
  isMuch(task: Position, { type }: Draft): boolean {
    if (type !== 'heartbeat' && type !== 'progressed') return false;
    const count = (this.#counts.get(task) ?? 0) + 1;
    this.#counts.set(task, count < this.most * 2 ? count : this.most);
    return count >= this.most * 2;
  }

  ended(task: Position): void {
    if (this.#counts.size > 0) this.#counts.delete(task);
  }
}
