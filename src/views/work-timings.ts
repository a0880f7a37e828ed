import type { TimingSummary } from '../model/timing.ts';
import type { FactSource } from '../ports/source.ts';
import { summarise } from './timing-summary.ts';
import { timingsOf } from './timings.ts';
import { workOf } from './works.ts';

/** How long the attempts of a work ran, steps left out. Lengths are milliseconds; all are 0 where none ran. */
export function workTimings(source: FactSource, name: string): TimingSummary {
  const tasks = new Set(workOf(source, name)?.tasks);
  const rows = timingsOf(source, (_, position) => tasks.has(position));
  return summarise(
    name,
    rows.filter((row) => row.step === undefined),
  );
}
