import type { Json } from '../model/json.ts';
import type { TrackOptions } from './options.ts';
import type { Task } from './task.ts';
import type { Work } from './work.ts';

/** The arguments of a function; of overloads, those of the last one. */
export type Args<F> = F extends (...args: infer A) => unknown ? A : never;
/** What a function comes to, promises resolved. */
export type Ret<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** What the option `onError` makes of a function's value. */
export type Handled<R, O> = O extends { readonly onError: 'capture' }
  ? R | undefined
  : O extends { readonly onError: 'value' }
    ? [value: R, error: undefined] | [value: undefined, error: unknown]
    : R;

type KeepsErrors<O> = O extends { readonly onError: 'capture' | 'value' } ? false : true;
type ReturnsPromise<F> = F extends (...args: never[]) => infer R ? (R extends Promise<unknown> ? true : false) : false;

/** The signature of a tracked function: its own, where that returns a promise and errors are thrown. */
type Signature<F, O> = [ReturnsPromise<F>, KeepsErrors<O>] extends [true, true]
  ? F
  : (...args: Args<F>) => Promise<Handled<Ret<F>, O>>;

/** A function whose calls are tasks. Called, it gives what the function gives; `start` gives a handle instead. */
export type Tracked<F extends Function, O = unknown, M = Record<string, Json>> = Signature<F, O> & {
  /** Starts a call, and answers with its task. */
  start(...args: Args<F>): Task<Ret<F>, import('../model/lifecycle.ts').DefaultLifecycle, M>;
  /** The same function with other options for the calls that are made by it. */
  with<const P extends Partial<TrackOptions<Args<F>, Ret<F>, M>>>(options: P): Tracked<F, Omit<O, keyof P> & P, M>;
  /** All calls of this name. */
  readonly work: Work;
};
