import type { StepTimes } from './step-times.ts';
import type { AttemptTimes, TaskTimes } from './task-times.ts';

/** What summaries stand for. */
export type Grouping = 'name' | 'tag' | 'parent';
export const groupings: readonly Grouping[] = ['name', 'tag', 'parent'];

/** What a summary needs of a row, milliseconds. */
export interface CountedRow {
  readonly step?: string | undefined;
  readonly waited: number;
  /** Absent where it never ran. */
  readonly ran?: number | undefined;
}

/** The rows of a task that is done: of each attempt, or of none, and of each step. */
export function rowsOfDone({ attempts, next, steps }: TaskTimes): readonly CountedRow[] {
  const never: readonly CountedRow[] = attempts.length === 0 ? [{ waited: next.waited }] : [];
  return [...never, ...rowsOf(attempts, steps?.all ?? [])];
}

/** The rows of attempts, and of steps that have ended. */
export function rowsOf(attempts: readonly AttemptTimes[], steps: readonly StepTimes[]): readonly CountedRow[] {
  const ofSteps = steps.map(({ step, end }) => ({ step, waited: 0, ran: end?.ran ?? 0 }));
  return [...attempts.map(({ parts: { waited, ran } }) => ({ waited, ran })), ...ofSteps];
}

/** The names that the rows of a task, or of one of its steps, stand under. */
export function namesOf(
  { name, path = name, tags }: TaskTimes['created'],
  step: string | undefined,
  by: Grouping,
): readonly string[] {
  if (by === 'name') return [step === undefined ? name : `${name} › ${step}`];
  if (step !== undefined) return [];
  return by === 'tag' ? [...new Set(tags)] : [path.slice(0, Math.max(0, path.lastIndexOf('/')))];
}
