import { test } from 'vitest';
import { record, type TestTracker, type TestTrackerOptions, testTracker, toGolden } from '../../src/testing.ts';

/**
 * A whole story: what is told is compared with `texts/<title>.txt`, word for word. `UPDATE=1` writes the text anew.
 * What is open at the end was left so on purpose, and shows in the text. A story that goes on in another process hands
 * back what it ended with.
 */
export function story(
  title: string,
  tell: (stage: TestTracker) => Promise<TestTracker | void>,
  options: Omit<TestTrackerOptions, 'lifecycles'> = {},
): void {
  test(title, async () => {
    const made = testTracker({ openTasks: 'allow', ...options });
    const last = (await tell(made)) ?? made;
    await last.finish();
    await toGolden(record(last.tracker), new URL(`texts/${title.replaceAll(/\W+/g, '-')}.txt`, import.meta.url));
  });
}

/** A promise that is settled by hand, as what a body waits for. */
export function gate<T = void>() {
  let open: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

/** Fails the first so many times. */
export function flaky(failures: number): () => Promise<string> {
  let calls = 0;
  return async () => {
    if (++calls <= failures) throw new Error(`call ${calls} failed`);
    return `call ${calls} went well`;
  };
}

/** Does not settle, and does not listen. */
export const deaf = () => new Promise<never>(() => undefined);

/** Settles with the reason of its signal, as `fetch` does. */
export function listening(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

/** Rejections that a story does not look at. */
export const ignore = () => undefined;
