import type { FactOf } from '../model/facts.ts';
import type { TimeUnit, Timing, TimingSummary } from '../model/timing.ts';
import type { FactSource } from '../ports/source.ts';
import { percentile } from './percentiles.ts';
import { type AcceptTask, timingRows, timingsByTask } from './timings.ts';
import { toNanoseconds } from './units.ts';

/** What the summaries stand for, and which tasks they are of. */
export interface TimingSummaryQuery {
  /** Default: `name`. */
  readonly by?: 'name' | 'tag' | 'parent';
  /** Default: `ms`. */
  readonly unit?: TimeUnit;
  readonly accept?: AcceptTask;
}

/**
 * How long attempts ran, by the name of their work, by tag, or by the path of the parent (roots under the empty one).
 * By name, each step has a line of its own, `work › step`, and counts in no other; else steps are left out. An attempt
 * that is still open counts up to now. Names come in the order of their first row.
 */
export function timingSummaryOf(source: FactSource, query: TimingSummaryQuery = {}): readonly TimingSummary[] {
  const groups = new Map<string, Timing[]>();
  for (const { created, rows } of timingsByTask(source, query.accept, query.unit)) {
    for (const row of rows) for (const name of namesOf(row, created, query.by)) addTo(groups, name, row);
  }
  return Object.freeze(Array.from(groups, ([name, rows]) => summarise(name, rows)));
}

/**
 * One line over rows. Percentiles are nearest-rank, so that each is the length of a row. A task that never ran adds to
 * `waited` only; with no attempt at all, every length is 0.
 */
export function summarise(name: string, rows: readonly Timing[]): TimingSummary {
  const ran = rows.filter((row) => row.startedAt !== undefined).map((row) => row.ran);
  const sorted = ran.toSorted((a, b) => a - b);
  const count = sorted.length;
  const total = sum(ran);
  return Object.freeze({
    name,
    count,
    total,
    mean: count === 0 ? 0 : toNanoseconds(total / count),
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    waited: sum(rows.map((row) => row.waited)),
  });
}

/** The mean time, in milliseconds, that the successful attempts of a work ran; undefined while it has none. */
export function meanRan(source: FactSource, work: string): number | undefined {
  const past = source.fold(timingRows).successes.get(work);
  return past && past.ran / past.count;
}

function namesOf(
  row: Timing,
  created: FactOf<'task_created'>,
  by: TimingSummaryQuery['by'] = 'name',
): readonly string[] {
  if (by === 'name') return [row.step === undefined ? row.work : `${row.work} › ${row.step}`];
  if (row.step !== undefined) return [];
  return by === 'tag' ? [...new Set(created.tags)] : [row.path.slice(0, Math.max(0, row.path.lastIndexOf('/')))];
}

function addTo(groups: Map<string, Timing[]>, name: string, row: Timing): void {
  const rows = groups.get(name);
  if (rows) rows.push(row);
  else groups.set(name, [row]);
}

function sum(numbers: readonly number[]): number {
  return toNanoseconds(numbers.reduce((total, number) => total + number, 0));
}
