import type { FactType } from '../model/facts.ts';
import type { FactSource, Visitor } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Lens } from './lens.ts';

/** The folds of moments that are asked for one after the other: each goes on where the one before stood. */
export class Forward {
  /** Of its source when it began: what it holds is of no use once more was let go. */
  readonly lettings: number;
  readonly #source: FactSource;
  readonly #lens: Lens;
  /** The moment that is being read. */
  seq = 0;

  constructor(source: FactSource) {
    this.#source = source;
    this.lettings = source.lettings;
    this.#lens = new Lens(this, (view) => beginningOf(source, view));
  }

  /** The state of a view at a moment; undefined where a later one was read before. */
  read<S>(view: View<S>, seq: number): S | undefined {
    if (this.#lens.reached(view) > seq) return undefined;
    this.seq = seq;
    return this.#lens.read(view);
  }

  visit(since: number, types: ReadonlySet<FactType> | undefined, visitor: Visitor): void {
    this.#source.visit(since, types, visitor, this.seq);
  }

  newest(type: FactType): number {
    return this.#source.newest(type);
  }
}

/** The newest one of a source: only the moments that use it keep it. */
export class Forwards {
  readonly #source: FactSource;
  #newest: WeakRef<Forward> | undefined;

  constructor(source: FactSource) {
    this.#source = source;
  }

  current(): Forward {
    const known = this.#newest?.deref();
    if (known?.lettings === this.#source.lettings) return known;
    const made = new Forward(this.#source);
    this.#newest = new WeakRef(made);
    return made;
  }
}

/** A view before the first fact that is kept: what counts for ever of what was let go came about before. */
export function beginningOf<S>(source: FactSource, view: View<S>): S {
  if (source.floor === 0 || !view.save || !view.load) return view.start();
  return view.load(view.save(source.fold(view)));
}
