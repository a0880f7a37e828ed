import { ValidationError } from '../model/errors.ts';
import type { Lifecycle } from '../model/lifecycle.ts';

/**
 * A body needs a stage to run in, and one to succeed in.
 * @throws ValidationError where a lifecycle has none
 */
export function checkRunnable(lifecycle: Lifecycle | undefined): void {
  if (!lifecycle) return;
  const { name, stages } = lifecycle;
  const isActive = stages.some((stage) => lifecycle.phaseOf(stage) === 'active');
  const isSuccess = stages.some((stage) => lifecycle.outcomeOf(stage) === 'success');
  if (isActive && isSuccess) return;
  const missing = isActive ? "outcome 'success'" : "phase 'active'";
  const message = `Lifecycle '${name}' has no stage of ${missing}, so that no body can run in it.`;
  throw new ValidationError(
    'not_runnable',
    message,
    `Add a stage of ${missing}, or drive the task by hand.`,
    'lifecycle',
  );
}
