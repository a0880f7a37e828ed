import type { Json } from '../model/json.ts';
import type { Metadata } from '../model/metadata.ts';
import type { DefaultLifecycle } from '../model/lifecycle.ts';
import type { TaskStatus, WorkStatus } from '../model/status.ts';
import type { TimingSummary } from '../model/timing.ts';
import type { Task } from './task.ts';

/** Every task of one name, in order. Its flags are those of the newest task. */
export interface Work<R = unknown, L = DefaultLifecycle, M = Metadata> {
  readonly name: string;
  readonly tasks: readonly Task<R, L, M>[];
  readonly latest?: Task<R, L, M> | undefined;
  /** Of the newest task, with counts over all. */
  status(): WorkStatus<R, L>;
  /** The records of the newest task. */
  readonly statuses: readonly TaskStatus<R, L>[];
  /** The records of all tasks, by `seq`. */
  readonly history: readonly TaskStatus<R, L>[];
  readonly hasStarted: boolean;
  readonly isPending: boolean;
  readonly isRunning: boolean;
  readonly hasSucceeded: boolean;
  readonly hasFailed: boolean;
  readonly hasStopped: boolean;
  readonly hasTimedOut: boolean;
  readonly isUnsuccessful: boolean;
  /** The work's own; its tasks have theirs. */
  readonly metadata: Readonly<Record<string, Json>>;
  /** @throws ValidationError with the path of the first value that is not JSON */
  setMetadata(patch: Record<string, Json>): void;
  timings(): TimingSummary;
  /** The result of the newest success that was not invalidated. */
  latestValidResult(): R | undefined;
}
