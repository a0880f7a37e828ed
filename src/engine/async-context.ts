import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from './context.ts';

/** Follows `await`, timers and promises. It costs nothing until the first task is entered. */
export class AsyncContext<T> implements Context<T> {
  #storage: AsyncLocalStorage<T> | undefined;

  get current(): T | undefined {
    return this.#storage?.getStore();
  }

  run<A, R>(task: T, body: (given: A) => R, given?: A): R {
    this.#storage ??= new AsyncLocalStorage<T>();
    return this.#storage.run(task, body, given as A);
  }

  close(): void {
    this.#storage?.disable();
  }
}
