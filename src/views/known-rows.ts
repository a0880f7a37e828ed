import type { TimeUnit } from '../model/timing.ts';
import type { Position } from '../ports/position.ts';
import { RowBlocks } from './row-blocks.ts';

/**
 * The rows of tasks that are done, as they were told, in each unit that was asked for. Who looks once shall not pay for it
 * in memory: they are held for good from the second look on, and until then as long as the garbage collector leaves them.
 */
export class KnownRows {
  readonly #known = new Map<TimeUnit, RowBlocks | WeakRef<RowBlocks>>();

  /** For one look. */
  in(unit: TimeUnit): RowBlocks {
    const known = this.#known.get(unit);
    const blocks = (known && atHand(known)) ?? new RowBlocks();
    this.#known.set(unit, known ? blocks : new WeakRef(blocks));
    return blocks;
  }

  /** Those of a task that was let go, or of which facts were. */
  drop(position: Position): void {
    for (const known of this.#known.values()) atHand(known)?.drop(position);
  }
}

function atHand(known: RowBlocks | WeakRef<RowBlocks>): RowBlocks | undefined {
  return known instanceof RowBlocks ? known : known.deref();
}
