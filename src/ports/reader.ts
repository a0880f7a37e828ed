import type { Change, ChangeType } from '../model/change.ts';
import type { Fact } from '../model/facts.ts';
import type { Rejection, StatusSummary, TaskMetadata } from '../model/records.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { TimeUnit, Timing, TimingSummary } from '../model/timing.ts';
import type { Filter } from './filter.ts';
import type { TaskView, TreeNode } from './task-view.ts';

export interface TimingFilter extends Filter {
  /** Default: `ms`. */
  readonly unit?: TimeUnit;
}
export interface TimingSummaryFilter extends TimingFilter {
  /** What the rows stand for. Default: `name`. */
  readonly by?: 'name' | 'tag' | 'parent';
}
export interface ChangeFilter extends Filter {
  readonly target?: string;
  readonly type?: ChangeType;
}
export interface SnapshotFilter extends Filter {
  readonly label?: string;
}

/**
 * The reading half of a tracker: `Tracker`, `tracker.at(…)` and followers have it, and everything that shows or exports
 * takes it. Every read is immediate, never waits, and hands out values that later facts do not alter.
 */
export interface Reader {
  /** Undefined for an unknown id. */
  get(id: string): TaskView | undefined;
  /** The newest task of a path. */
  find(path: string): TaskView | undefined;
  /** In order of creation. */
  list(filter?: Filter): readonly TaskView[];
  /** How many tasks are in each stage; stages without a task are left out. */
  counts(filter?: Filter): Readonly<Record<string, number>>;
  summary(): StatusSummary;
  tree(): readonly TreeNode[];
  /** The result of the newest success of each path. */
  results(filter?: Filter): ReadonlyMap<string, unknown>;
  /** Of the newest task of a work, or of that task's newest child of a name. */
  metadata(work: string, task?: string): TaskMetadata | undefined;
  /**
   * A row per attempt and one per step, by creation of their tasks; lengths are milliseconds unless a unit is asked for.
   * Who looks again pays for what is new and a copy of the list: from the second look on the rows of tasks that are done
   * are held, some 450 bytes each, as long as their tasks are kept.
   *
   * @throws ValidationError `unknown_option` for a field that this read does not know, `invalid_option` for a wrong value
   */
  timings(filter?: TimingFilter): readonly Timing[];
  timingSummary(filter?: TimingSummaryFilter): readonly TimingSummary[];
  changes(filter?: ChangeFilter): readonly Change[];
  snapshots(filter?: SnapshotFilter): readonly Snapshot[];
  /** The distinct values of a target, in order. */
  evolution(target: string): readonly unknown[];
  rejections(filter?: Filter): readonly Rejection[];
  facts(options?: { since?: number }): Iterable<Fact>;
}
