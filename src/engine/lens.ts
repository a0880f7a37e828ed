import type { Fact, FactType } from '../model/facts.ts';
import type { Position } from '../ports/position.ts';
import type { FactSource } from '../ports/source.ts';
import type { GoneTask, View } from '../ports/view.ts';

type Source = Pick<FactSource, 'seq' | 'visit' | 'newest'>;

interface Kept {
  readonly view: View<unknown>;
  readonly state: unknown;
  /** Those that the view reads; undefined where it reads all. */
  readonly types: readonly FactType[] | undefined;
  seq: number;
}

/** Keeps folds fresh, lazily: a look adds only the facts since the last look. */
export class Lens {
  readonly #source: Source;
  readonly #begin: <S>(view: View<S>) => S;
  readonly #kept = new Map<View<unknown>, Kept>();

  /** @param begin the state of a view before the first fact that is kept */
  constructor(source: Source, begin: <S>(view: View<S>) => S = (view) => view.start()) {
    this.#source = source;
    this.#begin = begin;
  }

  read<S>(view: View<S>): S {
    const kept = this.#of(view);
    if (kept.seq < this.#source.seq) this.#freshen(kept);
    return kept.state as S;
  }

  /** Adds what is new to these views, and to the others that are kept, in one go. */
  takeIn(views: readonly View<unknown>[]): void {
    for (const view of views) this.#of(view);
    const all = [...this.#kept.values()];
    const stale = all.filter((kept) => this.#hasNews(kept));
    const since = stale.reduce((least, { seq }) => Math.min(least, seq), this.#source.seq);
    this.#source.visit(since, typesOf(stale), (fact, task) => {
      for (const kept of stale) if (fact.seq > kept.seq) add(kept, fact, task);
    });
    for (const kept of all) kept.seq = this.#source.seq;
  }

  /** To all views, which have taken in all facts. */
  forget(gone: GoneTask): void {
    for (const { view, state } of this.#kept.values()) view.forget?.(state, gone);
  }

  /** Counted fact by fact: a fold that throws half-way is not given the same facts again. */
  #freshen(kept: Kept): void {
    if (this.#hasNews(kept)) this.#source.visit(kept.seq, kept.view.types, (fact, task) => add(kept, fact, task));
    kept.seq = this.#source.seq;
  }

  /** Most looks find nothing new of the few types that a view reads. */
  #hasNews({ types, seq }: Kept): boolean {
    return types === undefined || types.some((type) => this.#source.newest(type) > seq);
  }

  #of<S>(view: View<S>): Kept {
    const known = this.#kept.get(view);
    if (known) return known;
    const types = view.types && [...view.types];
    const kept = { view: view as View<unknown>, state: this.#begin(view), types, seq: 0 };
    this.#kept.set(view, kept);
    return kept;
  }
}

function add(kept: Kept, fact: Fact, task: Position | undefined): void {
  const { view, state } = kept;
  if (!view.types || view.types.has(fact.type)) view.add(state, fact, task);
  kept.seq = fact.seq;
}

/** Undefined where one of them reads all. */
function typesOf(all: readonly Kept[]): ReadonlySet<FactType> | undefined {
  if (all.some(({ types }) => types === undefined)) return undefined;
  return new Set(all.flatMap(({ types }) => types ?? []));
}
