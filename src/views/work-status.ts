import type { StatusRecord, WorkStatus } from '../model/status.ts';
import type { FactSource } from '../ports/source.ts';
import { statusAt } from './status-history.ts';
import { statusOf } from './status-record.ts';
import { type WorkState, workOf } from './works.ts';

/** The status of the newest task of a work, with counts over all of them. */
export function workStatusOf(source: FactSource, name: string): WorkStatus {
  const work = workOf(source, name);
  const newest = work?.tasks.at(-1);
  if (!work || newest === undefined) return Object.freeze({ ...untouched, ...noCounts });
  const status = statusAt(source, newest);
  return Object.freeze({ ...status, ...countsIn(work, status) }) as WorkStatus;
}

/** The result of the newest success that was not taken back. */
export function latestValidResult(source: FactSource, name: string): unknown {
  const successes = workOf(source, name)?.successes ?? [];
  for (let at = successes.length - 1; at >= 0; at -= 1) {
    const seq = successes[at] as number;
    const position = source.positionOf(source.fact(seq)?.taskId ?? '');
    const status = position === undefined ? undefined : statusOf(source, position, seq);
    if (status?.valid) return status.result;
  }
  return undefined;
}

const untouched = { stage: 'not_started', phase: 'idle', attempt: 0 } as const;
const noCounts = { count: 0, runs: 0, successes: 0, failures: 0, timeouts: 0 };

function countsIn(work: Readonly<WorkState>, status: StatusRecord): typeof noCounts {
  const { runs, failures, timeouts, lastStage, lastReason, inARow } = work;
  const isLastEnd = status.stage === lastStage && status.reason === lastReason;
  return { count: isLastEnd ? inARow : 1, runs, successes: work.successes.length, failures, timeouts };
}
