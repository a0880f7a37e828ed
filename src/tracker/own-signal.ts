import { JournalError } from '../model/errors.ts';
import type { LiveTask } from './live-task.ts';

/** The signal that a caller gave (option `signal`): when it is aborted, the call is cancelled. */
export function watchSignal(task: LiveTask, signal: AbortSignal): void {
  const why = () => (signal.reason instanceof Error ? signal.reason.message : undefined);
  const cancel = () => cancelQuietly(task, why());
  if (signal.aborted) return cancel();
  signal.addEventListener('abort', cancel, { once: true });
  task.waiters.atEnd({ ended: () => signal.removeEventListener('abort', cancel) });
}

/** Whoever aborts the signal is not to be harmed by the journal. */
function cancelQuietly(task: LiveTask, why: string | undefined): void {
  try {
    task.cancel(why);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    task.runtime.debts.owe(() => void task.cancel(why));
  }
}
