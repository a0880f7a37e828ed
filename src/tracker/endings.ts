import { CancelledError, RecordedError, TimeoutError } from '../model/errors.ts';
import type { StatusRecord } from '../model/status.ts';

/** The error that a caller gets for an end that its body did not throw. */
export function endingError(path: string, status: StatusRecord): Error {
  const { outcome, reason = '', message } = status;
  const because = `(${reason})${message ? `: ${message}` : ''}`;
  if (outcome === 'timeout') return timedOut(path, reason);
  if (outcome === 'failure') return recorded(path, status);
  const code = outcome === 'stopped' || outcome === 'skipped' ? outcome : 'cancelled';
  return new CancelledError(code, `${path} was ${code} ${because}.`, 'Read why() of the task for what brought it about.');
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

function recorded(path: string, { error }: StatusRecord): RecordedError {
  const message = error?.message ?? `${path} failed`;
  return new RecordedError(error?.code ?? 'failed', message, 'The failure is on record; call again to try anew.', {
    cause: error,
  });
}
