import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from './context.ts';

/** Follows `await`, timers and promises. It costs nothing until the first task is entered. */
export class AsyncContext<T> implements Context<T> {
  #storage: AsyncLocalStorage<T> | undefined;

  get current(): T | undefined {
    return this.#storage?.getStore();
  }

  run<R>(task: T, body: () => R): R {
    this.#storage ??= new AsyncLocalStorage<T>();
    return this.#storage.run(task, body);
  }

  close(): void {
    this.#storage?.disable();
  }
}
