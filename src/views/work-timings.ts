import type { TimingSummary } from '../model/timing.ts';
import type { FactSource } from '../ports/source.ts';
import { summarise } from './timing-summary.ts';
import { rowsAt, timingRows } from './timings.ts';
import { workOf } from './works.ts';

/** How long the attempts of a work ran, steps left out. Lengths are milliseconds; all are 0 where none ran. */
export function workTimings(source: FactSource, name: string): TimingSummary {
  const tasks = workOf(source, name)?.tasks.list() ?? [];
  const rows = tasks.flatMap((position) => rowsAt(source, position, 'ms').rows);
  const own = rows.filter((row) => row.step === undefined);
  return summarise(name, own, 'ms', source.fold(timingRows).gone.name.get(name)?.tally);
}
