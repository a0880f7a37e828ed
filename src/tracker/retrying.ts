import type { Plan } from './plan.ts';

/**
 * When the next attempt is due, epoch milliseconds; undefined where there is none.
 * A host's `when` or `delay` that throws means: no further attempt.
 */
export function nextAttemptAt(plan: Plan, attempt: number, error: unknown, now: number): number | undefined {
  if (attempt > plan.times) return undefined;
  try {
    return plan.isWorthRetrying(error) ? Math.trunc(now) + plan.delayMs(attempt) : undefined;
  } catch {
    return undefined;
  }
}
