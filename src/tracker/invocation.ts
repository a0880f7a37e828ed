import type { Named } from './functions.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';

/** A call that is about to become a task. */
export interface Invocation {
  readonly named: Named;
  readonly plan: Plan;
  readonly args: readonly unknown[];
  /** What is run, given the task. */
  readonly work: (task: LiveTask) => unknown;
}
