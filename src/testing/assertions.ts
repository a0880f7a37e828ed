import { AssertionError } from 'node:assert';
import { matchers } from './matchers.ts';
import type { Verdict } from './verdict.ts';

/** Takes what is received, then what is expected of it; throws an `AssertionError` with the history of the task. */
export type TrailAssertion<A extends readonly unknown[]> = (received: unknown, ...expected: A) => void;

/** As `toHaveStage`, `toHaveStatus`, … of other runners. */
export const assertStage = assertion(matchers.toHaveStage);
export const assertStatus = assertion(matchers.toHaveStatus);
export const assertPassed = assertion(matchers.toHavePassed);
export const assertFailedWith = assertion(matchers.toHaveFailedWith);
export const assertSettled = assertion(matchers.toBeSettled);
export const assertNoRejections = assertion(matchers.toHaveNoRejections);
export const assertChanged = assertion(matchers.toHaveChanged);
export const assertTaken = assertion(matchers.toHaveTaken);
export const assertTree = assertion(matchers.toHaveTree);

function assertion<A extends readonly unknown[]>(
  matcher: (received: unknown, ...expected: A) => Verdict,
): TrailAssertion<A> {
  return function assertThat(received, ...expected) {
    const verdict = matcher(received, ...expected);
    if (!verdict.pass) throw new AssertionError({ message: verdict.message(), stackStartFn: assertThat });
  };
}
