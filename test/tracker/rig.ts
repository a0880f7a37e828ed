import type { TaskView } from '../../src/ports/task-view.ts';

/** The stages of a task, oldest first, each with its reason: `failed (user_exception)`. */
export function marks(task: Pick<TaskView, 'history'>): readonly string[] {
  return task.history.map(({ stage, reason }) => (reason === undefined ? stage : `${stage} (${reason})`));
}

export interface Deferred<T = void> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise that the test settles. */
export function deferred<T = void>(): Deferred<T> {
  let settle: Pick<Deferred<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => undefined);
  return { promise, ...(settle as unknown as Pick<Deferred<T>, 'resolve' | 'reject'>) };
}

/** What a promise rejects with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('the promise did not reject');
}

/** What a call throws. */
export function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** A body that never ends by itself. */
export const endless = (): Promise<never> => new Promise(() => undefined);

/** A body that ends as soon as its signal is aborted. */
export function listening(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}
