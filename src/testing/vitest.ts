import { expect, onTestFinished } from 'vitest';
import { matchers, type TrailMatchers } from './matchers.ts';
import { finishWith, type Made } from './runner.ts';

declare module 'vitest' {
  interface Matchers<T> extends TrailMatchers<T> {}
}

expect.extend(matchers);
finishWith((made) => {
  try {
    finishAtEnd(made);
  } catch {
    // Outside of a test there is no end to wait for: finish() is called by hand.
  }
});

/** A test that failed has said enough. */
function finishAtEnd(made: Made): void {
  onTestFinished(({ task }) => (task.result?.state === 'fail' ? undefined : made.finish()));
}
