import { AsyncLocalStorage } from 'node:async_hooks';

/** Which task the running code is inside of. */
export interface Context<T> {
  readonly current: T | undefined;
  run<R>(task: T, body: () => R): R;
  /** Forgets where it is. Until then each promise of the process pays for it. */
  close(): void;
}

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

/** No ambient task: parents are named by the caller. */
export class ExplicitContext<T> implements Context<T> {
  readonly current = undefined;

  run<R>(_task: T, body: () => R): R {
    return body();
  }

  close(): void {
    // there is nothing to forget
  }
}
