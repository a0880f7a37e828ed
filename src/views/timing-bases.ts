import type { StepTimes } from './step-times.ts';
import type { TaskTimes } from './task-times.ts';

/** What is told no more of the times of a task, though it counts for ever. */
export type OldTimes = Pick<TaskTimes, 'attempts'> & { readonly steps: readonly StepTimes[] };

/**
 * Takes out of the times of a task what is not among the newest: attempts that another one follows, with their steps, and
 * steps that have ended.
 */
export function takeOld(times: TaskTimes, most: number): OldTimes {
  const attempts = times.attempts.splice(0, Math.max(0, times.attempts.length - most));
  const oldest = times.attempts[0]?.attempt ?? 0;
  const ended = (times.steps?.all ?? []).filter(({ end }) => end !== undefined);
  const many = new Set(ended.slice(0, Math.max(0, ended.length - most)));
  return { attempts, steps: takeSteps(times, (step) => many.has(step) || isBefore(step, oldest)) };
}

/** Takes the same out of other times of the same task. */
export function takeSame(times: TaskTimes, { attempts, steps }: OldTimes): void {
  const newest = attempts.at(-1)?.attempt ?? 0;
  const gone = new Set(steps.map(({ seq }) => seq));
  while ((times.attempts[0]?.attempt ?? Number.POSITIVE_INFINITY) <= newest) times.attempts.shift();
  takeSteps(times, ({ seq }) => gone.has(seq));
}

function takeSteps({ steps }: TaskTimes, isOld: (step: StepTimes) => boolean): readonly StepTimes[] {
  if (!steps) return [];
  const all = steps.all.splice(0);
  steps.all.push(...all.filter((step) => !isOld(step)));
  return all.filter(isOld);
}

function isBefore({ attempt, end }: StepTimes, oldest: number): boolean {
  return attempt < oldest && end !== undefined;
}
