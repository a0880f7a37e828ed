import type { FactType } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { FactSource } from '../ports/source.ts';
import type { GoneTask, ThinnedTask, View } from '../ports/view.ts';
import { type Fold, takeIn } from './take-in.ts';

type Source = Pick<FactSource, 'seq' | 'visit' | 'newest'>;

interface Kept extends Fold {
  readonly view: View<unknown>;
  /** Nobody has read it yet: it takes in only what it has to know to let go. */
  readonly isAsleep: boolean;
}

/**
 * Keeps folds fresh, lazily: a look adds only the facts since the last look. One that counts for ever sleeps until
 * somebody looks.
 */
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
    const kept = this.#awake(view);
    if (kept.seq < this.#source.seq) takeIn(this.#source, [kept]);
    return kept.state as S;
  }

  /** Up to which fact the state of a view goes; 0 where it was not read yet. */
  reached(view: View<unknown>): number {
    return this.#kept.get(view)?.seq ?? 0;
  }

  /** What counts for ever of views, each of which has a `save`. */
  save(views: readonly View<unknown>[]): Readonly<Record<string, Json>> {
    this.takeIn(views);
    return Object.fromEntries(views.map((view) => [view.name, view.save?.(this.#kept.get(view)?.state) as Json]));
  }

  /** Adds what is new to these views, and to the others that are kept, in one go. */
  takeIn(views: readonly View<unknown>[]): void {
    for (const view of views) if (!this.#kept.has(view)) this.#keep(view, this.#begin(view), view.counted);
    takeIn(this.#source, [...this.#kept.values()]);
  }

  /** To all views, which have taken in all facts. */
  forget(gone: GoneTask): void {
    for (const { view, state } of this.#kept.values()) view.forget?.(state, gone);
  }

  /** To all views: of older facts of a task that is kept. @param lasting they take in all facts before */
  thin(thinned: ThinnedTask, most: number, lasting: readonly View<unknown>[]): void {
    this.takeIn(lasting);
    for (const { view, state } of this.#kept.values()) view.thin?.(state, thinned, most);
  }

  #awake(view: View<unknown>): Kept {
    const known = this.#kept.get(view);
    if (!known) return this.#keep(view, this.#begin(view), undefined);
    if (!known.isAsleep) return known;
    return this.#keep(view, view.load?.(view.save?.(known.state) as Json), undefined);
  }

  /** @param counted what it takes in as long as it sleeps; undefined where it is awake */
  #keep(view: View<unknown>, state: unknown, counted: ReadonlySet<FactType> | undefined): Kept {
    const kept = { view, state, types: counted ?? view.types, seq: 0, isAsleep: counted !== undefined };
    this.#kept.set(view, kept);
    return kept;
  }
}
