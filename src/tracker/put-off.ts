import { isInterruption } from '../model/interruption.ts';
import type { LiveTask } from './live-task.ts';

/**
 * When the next attempt of an interrupted task is due, epoch milliseconds, where its owner was lost while it was put off;
 * undefined where it may begin at once, or where its lifecycle has no way to wait.
 */
export function putOffUntil({ entity: { position, state }, runtime }: LiveTask): number | undefined {
  const { attempt, lifecycle, stage } = state;
  if (attempt === 0 || state.phase !== 'paused') return undefined;
  const { ledger } = runtime.engine;
  const interruption = ledger.latest(position);
  if (!interruption || !isInterruption(interruption) || !lifecycle.roadFor('queue', stage)) return undefined;
  const before = ledger.fact(ledger.recordBefore(interruption.seq));
  return before?.type === 'stage_changed' ? before.nextAttemptAt : undefined;
}
