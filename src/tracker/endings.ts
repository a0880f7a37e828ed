import { toError } from '../codec/error.ts';
import { CancelledError, TimeoutError } from '../model/errors.ts';
import type { StatusRecord } from '../model/status.ts';
import type { TaskState } from '../rules/state.ts';

interface Ending {
  readonly path: string;
  readonly entity: { readonly state: TaskState };
  status(): StatusRecord;
}

/** The error that a caller gets for an end that its body did not throw. */
export function endingError(path: string, status: StatusRecord): Error {
  const { outcome, reason = '', message } = status;
  const because = `(${reason})${message ? `: ${message}` : ''}`;
  if (outcome === 'timeout') return timedOut(path, reason);
  if (outcome === 'failure') return toError(status.error ?? { name: 'Error', message: `${path} failed` });
  const code = outcome === 'stopped' || outcome === 'skipped' ? outcome : 'cancelled';
  return new CancelledError(
    code,
    `${path} was ${code} ${because}.`,
    'Read why() of the task for what brought it about.',
  );
}

/** The error of a limit. */
export function timedOut(path: string, reason: string): TimeoutError {
  const fix = 'Raise the limit, or let the body listen to task.signal and end sooner.';
  return new TimeoutError(reason, `${path} was ended by its limit (${reason}).`, fix);
}

/** A body that was asked to end, before its end is written. */
export function requested(path: string, outcome: 'stopped' | 'cancelled', reason: string, message?: string): Error {
  const because = message ? `${reason}: ${message}` : reason;
  return new CancelledError(outcome, `${path} was asked to end (${because}).`, 'End soon: the grace time is running.');
}

/** Why the signal of an attempt is aborted, once its task was asked to end or was cut off; undefined where it was not. */
export function cutOff(task: Ending): Error | undefined {
  const { request, outcome } = task.entity.state;
  if (request && !outcome) return requested(task.path, request.outcome, request.reason, request.message);
  const isCutOff = outcome === 'timeout' || outcome === 'cancelled' || outcome === 'stopped';
  return isCutOff ? endingError(task.path, task.status()) : undefined;
}
