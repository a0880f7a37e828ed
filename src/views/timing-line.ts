import type { TimeUnit, TimingSummary } from '../model/timing.ts';
import { Lengths } from './lengths.ts';
import { percentile } from './percentiles.ts';
import { Sketch } from './sketch.ts';
import type { Tally } from './tally.ts';
import type { TimingGroup } from './timing-groups.ts';
import { inUnit, toNanoseconds } from './units.ts';

/** What one line of a summary is made of. */
export interface TimingLine {
  readonly name: string;
  /** The rows that are at hand. */
  readonly group?: TimingGroup | undefined;
  /** What counts of rows that were let go, and the first task that had one. */
  readonly tally?: Tally | undefined;
  readonly first?: number;
}

const nothing = new Lengths();

/**
 * One line over rows. Percentiles are nearest-rank, so that each is the length of a row, while all rows are at hand; where
 * some were let go, these alone are estimates. A task that never ran adds to `waited` only; with no attempt at all, every
 * length is 0.
 */
export function timingLine({ name, group, tally }: TimingLine, unit: TimeUnit): TimingSummary {
  const ran = group?.ran ?? nothing;
  const length = (ms: number) => toNanoseconds(inUnit(ms, unit));
  const waited = length((group?.waited ?? 0) / 1e6 + (tally?.waited ?? 0));
  if (!tally || tally.count === 0) return exactLine(name, ran, waited, unit);
  const [min, max] = [Math.min(tally.min, ran.atRank(1) ?? tally.min), Math.max(tally.max, ran.atRank(ran.count) ?? 0)];
  const estimate = estimates(ran, tally, min, max);
  const count = tally.count + ran.count;
  const total = length(tally.total + ran.total);
  return Object.freeze({
    name,
    count,
    total,
    mean: toNanoseconds(total / count),
    min: inUnit(min, unit),
    max: inUnit(max, unit),
    p50: inUnit(estimate(50), unit),
    p95: inUnit(estimate(95), unit),
    p99: inUnit(estimate(99), unit),
    waited,
    approximate: true,
  });
}

function exactLine(name: string, ran: Lengths, waited: number, unit: TimeUnit): TimingSummary {
  const { count } = ran;
  const total = toNanoseconds(inUnit(ran.total, unit));
  return Object.freeze({
    name,
    count,
    total,
    mean: count === 0 ? 0 : toNanoseconds(total / count),
    min: inUnit(ran.atRank(1) ?? 0, unit),
    max: inUnit(ran.atRank(count) ?? 0, unit),
    p50: inUnit(percentile(ran, 50), unit),
    p95: inUnit(percentile(ran, 95), unit),
    p99: inUnit(percentile(ran, 99), unit),
    waited,
  });
}

function estimates(ran: Lengths, tally: Tally, min: number, max: number): (percent: number) => number {
  const all = new Sketch();
  all.addAll(tally.ran);
  all.addAll(ran.sketch);
  return (percent) => Math.min(max, Math.max(min, all.percentile(percent)));
}
