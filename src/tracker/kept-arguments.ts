import type { Position } from '../ports/source.ts';

/** The arguments of calls that ended without success, so that they can be resumed: of the newest ones. */
export class KeptArguments {
  readonly #kept = new Map<Position, readonly unknown[]>();
  readonly #most: number;
  /** How many were let go. */
  dropped = 0;

  constructor(most = 1000) {
    this.#most = most;
  }

  keep(position: Position, args: readonly unknown[]): void {
    this.#kept.set(position, args);
    if (this.#kept.size <= this.#most) return;
    const [oldest] = this.#kept.keys();
    this.#kept.delete(oldest as Position);
    this.dropped++;
  }

  of(position: Position): readonly unknown[] | undefined {
    return this.#kept.get(position);
  }
}
