import { matchers, type TrailMatchers } from './matchers.ts';
import { finishWith, type Made } from './runner.ts';

declare global {
  namespace jest {
    interface Matchers<R> extends TrailMatchers<R> {}
  }
}

/** The parts of Jest that are used; other runners that have them will do. */
export interface JestLike {
  readonly expect: { extend(added: typeof matchers): void };
  afterEach(hook: () => Promise<void>): void;
}

/**
 * Gives Jest the matchers, and fails a test that ends with open tasks of a `testTracker()`. Importing the module does so
 * where Jest's globals are there; with `injectGlobals: false` they are given here.
 *
 * @example
 * import { afterEach, expect } from '@jest/globals';
 * register({ afterEach, expect });
 */
export function register(runner: JestLike): void {
  const made: Made[] = [];
  runner.expect.extend(matchers);
  finishWith((each) => made.push(each));
  runner.afterEach(async () => {
    for (const each of made.splice(0)) await each.finish();
  });
}
