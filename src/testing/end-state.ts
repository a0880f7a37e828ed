import type { Reader } from '../ports/reader.ts';
import type { StatusRecord } from '../model/status.ts';

/** How the newest task of a path ended. */
export type EndState = Pick<StatusRecord, 'stage' | 'reason' | 'result'>;

/** How everything that was started stands, by path. */
export function endStateOf(tracker: Pick<Reader, 'list'>): Readonly<Record<string, EndState>> {
  const states: Record<string, EndState> = {};
  for (const task of tracker.list({ not: { stage: 'not_started' } })) states[task.path] = stateOf(task.status());
  return states;
}

function stateOf({ stage, reason, result }: StatusRecord): EndState {
  return { stage, ...(reason !== undefined && { reason }), ...(result !== undefined && { result }) };
}
