import type { Metadata } from '../model/metadata.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import type { OnError, TrackOptions } from './options.ts';
import type { Task } from './task.ts';
import type { Work } from './work.ts';

/** The arguments of a function; of overloads, those of the last one. */
export type Args<F> = F extends (...args: infer A) => unknown ? A : never;
/** What a function comes to, promises resolved. */
export type Ret<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** What the option `onError` makes of a function's value. */
export type Handled<R, E> = E extends 'capture'
  ? R | undefined
  : E extends 'value'
    ? [value: R, error: undefined] | [value: undefined, error: unknown]
    : R;

type IsAny<T> = 0 extends 1 & T ? true : false;
/** A function whose result is known better, by its schema. */
export type Judged<F, R> = [IsAny<Ret<F>>, IsAny<R>] extends [true, false]
  ? (...args: Args<F>) => Promise<R>
  : [Ret<F>] extends [R]
    ? F
    : (...args: Args<F>) => Promise<R>;

/** Whether a function returns a plain promise, which is what a tracked function returns. */
type ReturnsPromise<F> = F extends (...args: never[]) => infer R
  ? [R] extends [never]
    ? false
    : [R, Promise<Awaited<R>>] extends [Promise<unknown>, R]
      ? true
      : false
  : false;

/** The signature of a tracked function: its own, overloads and all, where nothing in it changes. */
type Signature<F, E> = [ReturnsPromise<F>, E] extends [true, 'throw']
  ? F
  : (...args: Args<F>) => Promise<Handled<Ret<F>, E>>;

/** A function whose calls are tasks. Called, it gives what the function gives; `start` gives a handle instead. */
export type Tracked<
  F extends Function,
  E extends OnError = 'throw',
  L extends Lifecycle = DefaultLifecycle,
  M = Metadata,
> = Signature<F, E> & {
  /** Starts a call, and answers with its task. */
  start(...args: Args<F>): Task<Ret<F>, L, M>;
  /** The same function with other options for the calls that are made by it. */
  with<R extends Ret<F> = Ret<F>, L2 extends Lifecycle = L, E2 extends OnError = E>(
    options: TrackOptions<Args<F>, R, L2, M, E2>,
  ): Tracked<Judged<F, R>, E2, L2, M>;
  /** All calls of this name. */
  readonly work: Work<Ret<F>, L, M>;
};
