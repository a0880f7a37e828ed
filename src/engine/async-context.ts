import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from './context.ts';

/** The task that is current for one context, over those of the others: each context stands there once at most. */
interface Frame {
  readonly context: object;
  readonly task: unknown;
  readonly below: Frame | undefined;
}

/** One for the process: each storage that is used makes every promise of the process dearer. */
const storage = new AsyncLocalStorage<Frame | undefined>();
let contextsInUse = 0;

/** Follows `await`, timers and promises. It costs nothing until the first task is entered. */
export class AsyncContext<T> implements Context<T> {
  #isInUse = false;

  get current(): T | undefined {
    if (!this.#isInUse) return undefined;
    let frame = storage.getStore();
    while (frame && frame.context !== this) frame = frame.below;
    return frame?.task as T | undefined;
  }

  run<A, R>(task: T, body: (given: A) => R, given?: A): R {
    if (!this.#isInUse) this.#use();
    const below = contextsInUse > 1 ? without(this, storage.getStore()) : undefined;
    return storage.run({ context: this, task, below }, body, given as A);
  }

  close(): void {
    if (!this.#isInUse) return;
    this.#isInUse = false;
    contextsInUse -= 1;
    if (contextsInUse === 0) storage.disable();
  }

  #use(): void {
    this.#isInUse = true;
    contextsInUse += 1;
  }
}

function without(context: object, frame: Frame | undefined): Frame | undefined {
  if (!frame || frame.context === context) return frame?.below;
  const below = without(context, frame.below);
  return below === frame.below ? frame : { ...frame, below };
}
