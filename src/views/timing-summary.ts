import type { TimeUnit, TimingSummary } from '../model/timing.ts';
import type { FactSource } from '../ports/source.ts';
import { type CountedRow, type Grouping, rowsOfDone } from './counted-rows.ts';
import { type TimingLine, timingLine } from './timing-line.ts';
import { TimingGroups } from './timing-groups.ts';
import { timingRowsOf } from './timing-row.ts';
import { type AcceptTask, nowOf, timesAt, timingRows } from './timings.ts';
import type { TaskTimes } from './task-times.ts';
import type { Moment } from './time-parts.ts';

/** What the summaries stand for, and which tasks they are of. */
export interface TimingSummaryQuery {
  /** Default: `name`. */
  readonly by?: Grouping;
  /** Default: `ms`. */
  readonly unit?: TimeUnit;
  /** Default: all tasks. */
  readonly accept?: AcceptTask;
  /** Whether tasks that were let go count too: those of one work, or all. Others than these are not accepted either. */
  readonly gone?: { readonly work?: string };
}

/**
 * How long attempts ran, by the name of their work, by tag, or by the path of the parent (roots under the empty one).
 * By name, each step has a line of its own, `work › step`, and counts in no other; else steps are left out. An attempt
 * that is still open counts up to now. Names come in the order of their first row.
 *
 * Of all tasks, and of a work by name, it costs what is open and what has ended since the last look.
 */
export function timingSummaryOf(source: FactSource, query: TimingSummaryQuery = {}): readonly TimingSummary[] {
  const { by = 'name', accept, gone } = query;
  const isWhole = accept === undefined || (gone !== undefined && by === 'name');
  if (!isWhole) return linesOf(source, acceptedGroups(source, by, accept), query);
  return withOpen(source, source.fold(timingRows).done[by], (groups) => linesOf(source, groups, query));
}

/** How long the attempts of a work ran, steps left out. Lengths are milliseconds; all are 0 where none ran. */
export function workTimings(source: FactSource, name: string): TimingSummary {
  const tally = source.fold(timingRows).gone.name.get(name)?.tally;
  return withOpen(source, source.fold(timingRows).done.name, (groups) => {
    return timingLine({ name, group: groups.get(name), tally }, 'ms');
  });
}

/** The mean time, in milliseconds, that the successful attempts of a work ran; undefined while it has none. */
export function meanRan(source: FactSource, work: string): number | undefined {
  const past = source.fold(timingRows).successes.get(work);
  return past && past.ran / past.count;
}

function linesOf(source: FactSource, groups: TimingGroups, query: TimingSummaryQuery): readonly TimingSummary[] {
  const { by = 'name', unit = 'ms', gone } = query;
  const isOfWork = ({ work }: { readonly work: string }) => gone?.work === undefined || work === gone.work;
  // Of one task, rows that were let go came before those that are kept.
  const lines = new Map<string, TimingLine>();
  for (const [name, { first, work, tally }] of gone ? source.fold(timingRows).gone[by] : []) {
    if (isOfWork({ work })) lines.set(name, { name, group: groups.get(name), tally, first });
  }
  for (const [name, group] of groups) {
    if (!lines.has(name) && (by !== 'name' || isOfWork(group))) lines.set(name, { name, group });
  }
  const inOrder = [...lines.values()].sort((one, other) => firstOf(one) - firstOf(other));
  return Object.freeze(inOrder.map((line) => timingLine(line, unit)));
}

function firstOf({ group, first = Number.POSITIVE_INFINITY }: TimingLine): number {
  return Math.min(first, group?.first ?? first);
}

function acceptedGroups(source: FactSource, by: Grouping, accept: AcceptTask): TimingGroups {
  const groups = new TimingGroups(by);
  const now = nowOf(source);
  for (const position of source.positions()) {
    if (!accept(source.idOf(position), position)) continue;
    const times = timesAt(source, position);
    groups.add(position, times.created, rowsUpTo(times, now));
  }
  return groups;
}

/** Adds what is open, and takes it out again when that was read. */
function withOpen<T>(source: FactSource, groups: TimingGroups, read: (groups: TimingGroups) => T): T {
  const now = nowOf(source);
  const open = [...source.fold(timingRows).open.values()].map((times) => ({ times, rows: rowsUpTo(times, now) }));
  for (const { times, rows } of open) {
    groups.add(source.positionOf(times.created.taskId) as number, times.created, rows);
  }
  try {
    return read(groups);
  } finally {
    for (const { times, rows } of open) groups.remove(times.created, rows);
  }
}

function rowsUpTo(times: TaskTimes, now: Moment): readonly CountedRow[] {
  if (times.end) return rowsOfDone(times);
  return timingRowsOf(times, now, 'ms').map(({ step, waited, ran, startedAt }) => {
    return { step, waited, ran: startedAt === undefined ? undefined : ran };
  });
}
