import type { FactType } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

type Source = Pick<FactSource, 'seq' | 'facts' | 'newest'>;

interface Kept {
  readonly state: unknown;
  /** Those that the view reads; undefined where it reads all. */
  readonly types: readonly FactType[] | undefined;
  seq: number;
}

/** Keeps folds fresh, lazily: a look adds only the facts since the last look. */
export class Lens {
  readonly #source: Source;
  readonly #kept = new Map<View<never>, Kept>();

  constructor(source: Source) {
    this.#source = source;
  }

  read<S>(view: View<S>): S {
    const kept = this.#kept.get(view as View<never>) ?? this.#begin(view);
    if (kept.seq < this.#source.seq) this.#freshen(view, kept);
    return kept.state as S;
  }

  /** Counted fact by fact: a fold that throws half-way is not given the same facts again. */
  #freshen<S>(view: View<S>, kept: Kept): void {
    for (const fact of this.#hasNews(kept) ? this.#source.facts(kept.seq, view.types) : []) {
      view.add(kept.state as S, fact);
      kept.seq = fact.seq;
    }
    kept.seq = this.#source.seq;
  }

  /** Most looks find nothing new of the few types that a view reads. */
  #hasNews({ types, seq }: Kept): boolean {
    return types === undefined || types.some((type) => this.#source.newest(type) > seq);
  }

  #begin<S>(view: View<S>): Kept {
    const kept = { state: view.start(), types: view.types && [...view.types], seq: 0 };
    this.#kept.set(view as View<never>, kept);
    return kept;
  }
}
