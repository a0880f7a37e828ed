import type { Context } from './context.ts';

/** Where no runtime follows `await`: a task is current until its body first waits. */
export class AsyncContext<T> implements Context<T> {
  #current: T | undefined;

  get current(): T | undefined {
    return this.#current;
  }

  run<A, R>(task: T, body: (given: A) => R, given?: A): R {
    const before = this.#current;
    this.#current = task;
    try {
      return body(given as A);
    } finally {
      this.#current = before;
    }
  }

  close(): void {
    this.#current = undefined;
  }
}
