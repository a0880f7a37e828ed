/** Which task the running code is inside of. */
export interface Context<T> {
  readonly current: T | undefined;
  /** @param given to the body */
  run<A, R>(task: T, body: (given: A) => R, given?: A): R;
  /** Forgets where it is. Until then each promise of the process pays for it. */
  close(): void;
}

/** No ambient task: parents are named by the caller. */
export class ExplicitContext<T> implements Context<T> {
  readonly current = undefined;

  run<A, R>(_task: T, body: (given: A) => R, given?: A): R {
    return body(given as A);
  }

  close(): void {
    // there is nothing to forget
  }
}
