import type { ChangeType } from '../model/change.ts';
import { type ExpectedFailure, type ExpectedStatus, taskMatchers } from './task-matchers.ts';
import { type ExpectedTime, trackerMatchers } from './tracker-matchers.ts';

/**
 * Matchers that know of no runner: each takes what was received and what is expected, and hands back a verdict. The
 * register modules (`worktrail/testing/vitest`, `/jest`, `/node`) give them to their runner.
 *
 * @example
 * expect.extend(matchers); // any runner that takes matchers as Jest does
 */
export const matchers = Object.freeze({ ...taskMatchers, ...trackerMatchers });

/** The matchers as a runner's `expect(…)` has them. Messages print the history of the task. */
export interface TrailMatchers<R = void> {
  /** Of a task or a work: it is in this stage. */
  toHaveStage(stage: string): R;
  /** Of a task or a work: its status has these fields; others do not count. */
  toHaveStatus(expected: ExpectedStatus): R;
  /** Of a task: from its first transition to where it is, it passed these stages, all of them, and no others. */
  toHavePassed(...stages: readonly string[]): R;
  /** Of a task or a work: it failed or timed out, for this reason and with this message. */
  toHaveFailedWith(expected?: ExpectedFailure): R;
  /** Of a task: it is done. */
  toBeSettled(): R;
  /** Of a tracker or a task: no command was refused. */
  toHaveNoRejections(): R;
  /** Of a tracker or a task: a leaf of an observed target changed. `path` is a JSON Pointer; that of the root is ''. */
  toHaveChanged(target: string, path: string, how?: { readonly type?: ChangeType }): R;
  /** Of a task: its attempts ran for so long, without waiting and pauses. Of a tracker: those of all tasks together. */
  toHaveTaken(expected: ExpectedTime): R;
  /**
   * Of a tracker or a task: its tree, a line for each task, two spaces further in for each level, such as
   * `nightly: failed (user_exception)`. Indentation that all lines have does not count.
   */
  toHaveTree(text: string): R;
}
