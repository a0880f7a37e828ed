import type { StatusRecord, WorkStatus } from '../model/status.ts';
import type { FactOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { statusAt } from './status-history.ts';
import { recordOf, statusOf } from './status-record.ts';
import { type WorkState, workOf } from './works.ts';

/** The status of the newest task of a work, with counts over all of them. */
export function workStatusOf(source: FactSource, name: string): WorkStatus {
  const work = workOf(source, name);
  if (!work) return Object.freeze({ ...untouched, ...noCounts });
  const status = newestStatus(source, work);
  return Object.freeze({ ...status, ...countsIn(work, status) }) as WorkStatus;
}

/** The result of the newest success that was not taken back, also where its task was let go. */
export function latestValidResult(source: FactSource, name: string): unknown {
  const work = workOf(source, name);
  const gone = work?.gone.good;
  const kept = work ? newestValid(source, work.goodEnds.list()) : undefined;
  return gone && gone.seq > (kept?.seq ?? 0) ? source.decode(gone.result) : kept?.result;
}

function newestValid(source: FactSource, successes: readonly number[]): StatusRecord | undefined {
  for (let at = successes.length - 1; at >= 0; at -= 1) {
    const seq = successes[at] as number;
    const { taskId } = source.fact(seq) as FactOf<'stage_changed'>;
    const status = statusOf(source, source.positionOf(taskId) as Position, seq);
    if (status.valid) return status;
  }
  return undefined;
}

/** Of the task that was created last, also where that was let go. */
function newestStatus(source: FactSource, { tasks, newest: gone }: Readonly<WorkState>): StatusRecord {
  const isGone = gone && (tasks.newest ?? -1) < gone.position;
  if (isGone) return recordOf(gone.end, gone.end, source, () => !gone.isInvalid);
  return statusAt(source, tasks.newest as Position);
}

const untouched = { stage: 'not_started', phase: 'idle', attempt: 0 } as const;
const noCounts = { count: 0, runs: 0, successes: 0, failures: 0, timeouts: 0 };

function countsIn(work: Readonly<WorkState>, status: StatusRecord): typeof noCounts {
  const { runs, failures, timeouts, successes, run } = work;
  const isLastEnd = status.stage === run?.stage && status.reason === run.reason;
  return { count: isLastEnd ? run.length : 1, runs, successes, failures, timeouts };
}
