/** Which task the running code is inside of. */
export interface Context<T> {
  readonly current: T | undefined;
  run<R>(task: T, body: () => R): R;
  /** Forgets where it is. Until then each promise of the process pays for it. */
  close(): void;
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
