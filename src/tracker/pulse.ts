import type { Engine } from '../engine/engine.ts';
import type { Observer } from '../ports/observer.ts';

/** Beats once for each burst of facts, when all of them are told. */
export class Pulse implements Observer {
  readonly #listeners = new Set<() => void>();
  readonly #engine: Pick<Engine, 'subscribe' | 'later'>;
  #isSubscribed = false;
  #isPending = false;
  /** The tracker is closed: nothing comes any more. */
  isOver = false;

  constructor(engine: Pick<Engine, 'subscribe' | 'later'>) {
    this.#engine = engine;
  }

  /** @returns a function that ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#isSubscribed) this.#engine.subscribe(this);
    this.#isSubscribed = true;
    return () => this.#listeners.delete(listener);
  }

  told(): void {
    if (this.#isPending || this.#listeners.size === 0) return;
    this.#isPending = true;
    this.#engine.later(() => this.#beat());
  }

  /** Beats for the last time. */
  end(): void {
    this.isOver = true;
    this.#beat();
  }

  #beat(): void {
    this.#isPending = false;
    for (const listener of Array.from(this.#listeners)) listener();
  }
}
