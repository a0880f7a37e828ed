import type { Json } from '../model/json.ts';
import type { DefaultLifecycle } from '../model/lifecycle.ts';
import type { Annotation, Description, Progress, WhyLink } from '../model/records.ts';
import type { TaskStatus } from '../model/status.ts';

/** A task of any tracker and any lifecycle, its handle or a view of it, where only its identity matters. */
export interface TaskRef {
  readonly id: string;
  readonly path: string;
  status(): { readonly stage: string; readonly seq: number };
}

/** What can be read of a task. Of a `Task` it is live; of `tracker.at(…)` it is as of then. */
export interface TaskView<R = unknown, L = DefaultLifecycle> {
  readonly id: string;
  readonly name: string;
  readonly key?: string | undefined;
  /** The names from the root down, joined by `/`. */
  readonly path: string;
  readonly tags: readonly string[];
  readonly parent?: TaskView | undefined;
  readonly children: readonly TaskView[];
  /** The id of the ended task that this one goes on from. */
  readonly resumedFrom?: string | undefined;
  /** The id of the task that went on from this one. */
  readonly resumedTo?: string | undefined;
  /** Where it is. A method: a live property would mislead the compiler after an `await`. */
  status(): TaskStatus<R, L>;
  /**
   * Every record from the first transition on, oldest first. Of a task that has moved more often than
   * `retention.maxHistory` says it is the first ones and the newest; `tracker.history(id)` has all.
   */
  readonly history: readonly TaskStatus<R, L>[];
  readonly annotations: readonly Annotation[];
  /** 0 until the body first runs. */
  readonly attempt: number;
  /** Whether it ever ran. */
  readonly hasStarted: boolean;
  /** Phase `waiting`. */
  readonly isPending: boolean;
  /** Phase `active`. */
  readonly isRunning: boolean;
  /** Phase `done`. */
  readonly isSettled: boolean;
  readonly hasSucceeded: boolean;
  /** Outcome `failure` only. */
  readonly hasFailed: boolean;
  readonly hasStopped: boolean;
  readonly hasTimedOut: boolean;
  /** Every end but success and skipped. */
  readonly isUnsuccessful: boolean;
  readonly isResumable: boolean;
  readonly isRetryable: boolean;
  readonly isCancellable: boolean;
  readonly metadata: Readonly<Record<string, Json>>;
  /** What the library noted about the task, such as `caughtError`. */
  readonly attributes: Readonly<Record<string, Json>>;
  readonly progress?: Progress | undefined;
  readonly description: Description;
  /** Whether a road leads from where it is to `to`. */
  can(to: string): boolean;
  /** Why it is where it is: its own record, then the record that brought it about, and so on. */
  why(): readonly WhyLink[];
}

/** A task and the tasks that were begun inside it. */
export interface TreeNode {
  readonly task: TaskView;
  readonly children: readonly TreeNode[];
}
