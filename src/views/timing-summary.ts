import type { TimeUnit, Timing, TimingSummary } from '../model/timing.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { type GoneGroup, type Grouping, namesOf } from './gone-timings.ts';
import { percentile } from './percentiles.ts';
import { Sketch } from './sketch.ts';
import type { Tally } from './tally.ts';
import { type AcceptTask, timingRows, timingsByTask } from './timings.ts';
import { inUnit, toNanoseconds } from './units.ts';

/** What the summaries stand for, and which tasks they are of. */
export interface TimingSummaryQuery {
  /** Default: `name`. */
  readonly by?: Grouping;
  /** Default: `ms`. */
  readonly unit?: TimeUnit;
  readonly accept?: AcceptTask;
  /** Whether tasks that were let go count too: those of one work, or all. */
  readonly gone?: { readonly work?: string };
}

/** The rows that are at hand, and what counts of others. */
interface Group {
  first: Position;
  readonly rows: Timing[];
  readonly gone: Tally | undefined;
}

/**
 * How long attempts ran, by the name of their work, by tag, or by the path of the parent (roots under the empty one).
 * By name, each step has a line of its own, `work › step`, and counts in no other; else steps are left out. An attempt
 * that is still open counts up to now. Names come in the order of their first row.
 */
export function timingSummaryOf(source: FactSource, query: TimingSummaryQuery = {}): readonly TimingSummary[] {
  const { by = 'name', unit = 'ms', accept, gone } = query;
  const groups = gone ? goneGroups(source.fold(timingRows).gone[by], gone.work) : new Map<string, Group>();
  for (const { position, created, rows } of timingsByTask(source, accept, unit)) {
    for (const row of rows) for (const name of namesOf(created, row.step, by)) addTo(groups, name, position, row);
  }
  const inOrder = [...groups].sort(([, one], [, other]) => one.first - other.first);
  return Object.freeze(inOrder.map(([name, { rows, gone: tally }]) => summarise(name, rows, unit, tally)));
}

/**
 * One line over rows. Percentiles are nearest-rank, so that each is the length of a row, while all rows are at hand. A
 * task that never ran adds to `waited` only; with no attempt at all, every length is 0.
 */
export function summarise(name: string, rows: readonly Timing[], unit: TimeUnit = 'ms', gone?: Tally): TimingSummary {
  const ran = rows.filter((row) => row.startedAt !== undefined).map((row) => row.ran);
  const sorted = ran.toSorted((a, b) => a - b);
  const waited = sum([...(gone ? [inUnit(gone.waited, unit)] : []), ...rows.map((row) => row.waited)]);
  if (!gone || gone.count === 0) return lineOf(name, sorted, sum(ran), waited);
  return lineWith(name, sorted, unit, gone, waited);
}

/** The mean time, in milliseconds, that the successful attempts of a work ran; undefined while it has none. */
export function meanRan(source: FactSource, work: string): number | undefined {
  const past = source.fold(timingRows).successes.get(work);
  return past && past.ran / past.count;
}

function lineOf(name: string, sorted: readonly number[], total: number, waited: number): TimingSummary {
  const count = sorted.length;
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
    waited,
  });
}

/** Some rows are gone: only the percentiles are estimates. */
function lineWith(name: string, sorted: readonly number[], unit: TimeUnit, gone: Tally, waited: number): TimingSummary {
  const count = gone.count + sorted.length;
  const total = sum([inUnit(gone.total, unit), ...sorted]);
  const min = Math.min(inUnit(gone.min, unit), sorted[0] ?? Number.POSITIVE_INFINITY);
  const max = Math.max(inUnit(gone.max, unit), sorted.at(-1) ?? 0);
  const estimate = estimates(sorted, unit, gone, min, max);
  const [p50, p95, p99] = [estimate(50), estimate(95), estimate(99)];
  const mean = toNanoseconds(total / count);
  return Object.freeze({ name, count, total, mean, min, max, p50, p95, p99, waited, approximate: true });
}

function estimates(sorted: readonly number[], unit: TimeUnit, gone: Tally, min: number, max: number) {
  const scale = inUnit(1, unit);
  const all = new Sketch();
  all.addAll(gone.ran);
  for (const ran of sorted) all.add(ran / scale);
  return (percent: number) => Math.min(max, Math.max(min, all.percentile(percent) * scale));
}

function goneGroups(gone: ReadonlyMap<string, GoneGroup>, work: string | undefined): Map<string, Group> {
  const chosen = [...gone].filter(([, group]) => work === undefined || group.work === work);
  return new Map(chosen.map(([name, { first, tally }]) => [name, { first, rows: [], gone: tally }]));
}

function addTo(groups: Map<string, Group>, name: string, first: Position, row: Timing): void {
  const group = groups.get(name);
  if (!group) groups.set(name, { first, rows: [row], gone: undefined });
  else group.rows.push(row);
  if (group) group.first = Math.min(group.first, first);
}

function sum(numbers: readonly number[]): number {
  return toNanoseconds(numbers.reduce((total, number) => total + number, 0));
}
