import type { Retention } from '../engine/retention.ts';
import { type Span, toMs } from '../model/span.ts';

/**
 * How much a tracker keeps in memory of tasks that are done, and of what each task has said.
 *
 * Open tasks are never let go, and neither is what belongs to one: the tree that it stands in, what it goes on from, what
 * it comes after. Counts, totals, means, minima and maxima of works, timings, changes and snapshots stay exact for ever,
 * percentiles within 1 %. `history(id)`, `at(…)`, `facts()` and `stream()` read from the journal what memory has not;
 * without one they throw a `NotFoundError` (`expired`).
 *
 * Totals of what `maxAge` has let go of the journal too stand in its checkpoint only: where that is missing or damaged,
 * they begin anew with the oldest fact that is left. `recovered.checkpoint` and `health().dropped.facts` tell.
 *
 * What counts for ever does so by name, by tag and by observed target: a name takes some 2 kB. What tells one task from
 * another belongs into its `key` or its metadata.
 *
 * `once` forgets what was let go. `once: 'journal'` does not: it reads the end from the journal, which takes reading the
 * file that the task was created in, up to its end; the next call of the same key has it at hand. Where to look is known of
 * the newest 500,000 keys that were let go; `health().dropped.keys` counts the others, whose work runs again.
 */
export interface RetentionOptions {
  /** Of tasks that are done, the newest ends. Default: 100,000. */
  maxTasks?: number;
  /**
   * Since the end of a task. What is older is let go of the journal too, whole segments at a time: then nobody may ask
   * for it any more. Default: no limit, and a journal keeps everything.
   */
  maxAge?: Span;
  /**
   * Of one task: the newest records, notes, refusals, ended steps and signs of life (heartbeats and progress reports), so
   * many of each, up to twice as many for a while, and at least 16. Of its records the first one stays too, and those with
   * which it first ran, and began the attempt that its older records end in; of its metadata all that was not set again.
   * `timings()` has so many of its attempts. All else of a task, such as its changes and snapshots, is kept, or let go,
   * together with it. Default: 1,000.
   */
  maxHistory?: number;
}

const defaultTasks = 100_000;
const defaultHistory = 1_000;

export function retentionOf({
  maxTasks = defaultTasks,
  maxAge,
  maxHistory = defaultHistory,
}: RetentionOptions = {}): Retention {
  return {
    maxTasks,
    maxAge: maxAge === undefined ? Number.POSITIVE_INFINITY : toMs(maxAge, 'retention.maxAge'),
    maxHistory,
  };
}
