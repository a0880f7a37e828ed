import { KeptArguments } from './kept-arguments.ts';
import { KeySpace } from './key-space.ts';
import { Line } from './line.ts';
import type { Plan } from './plan.ts';

/** What belongs to one name: its key space, its slots and waiting line, and how the last `track` wants it run. */
export interface Named {
  readonly name: string;
  readonly line: Line;
  readonly keys: KeySpace;
  /** Of the calls that can be resumed. */
  readonly args: KeptArguments;
  plan: Plan | undefined;
  /** The function last tracked under the name. */
  fn: ((...args: never[]) => unknown) | undefined;
}

/** The names under which functions were tracked. */
export class Functions {
  readonly #named = new Map<string, Named>();
  readonly #mostEnds: number;

  /** @param mostEnds see `KeySpace` */
  constructor(mostEnds: number) {
    this.#mostEnds = mostEnds;
  }

  /** Of how many calls that could be resumed the arguments were let go. */
  get droppedArguments(): number {
    let dropped = 0;
    for (const { args } of this.#named.values()) dropped += args.dropped;
    return dropped;
  }

  get(name: string): Named | undefined {
    return this.#named.get(name);
  }

  of(name: string): Named {
    const known = this.#named.get(name);
    if (known) return known;
    const named = {
      name,
      line: new Line(),
      keys: new KeySpace(this.#mostEnds),
      args: new KeptArguments(),
      plan: undefined,
      fn: undefined,
    };
    this.#named.set(name, named);
    return named;
  }
}
