/**
 * Guards against becoming slow: `npm run bench:guard`. Ratios to what is written by hand, each in one process, and bytes;
 * no peers, no absolute times. A bound is about twice what was measured: it is there for what makes something several times
 * as dear, not for the last tenth. What lies above its bound is measured again before it counts.
 */
import { freshWith } from './fresh.mjs';
import { tableOf } from './tables.mjs';

/** Fewer blocks than the benchmarks have, since bounds are wide. */
Object.assign(process.env, { BENCH_BLOCKS: '40', BENCH_WARM_MS: '300' });

const attempts = 4;
const module = new URL('guarded.mjs', import.meta.url).href;
const young = ['--min-semi-space-size=256', '--max-semi-space-size=256'];

/** What is measured, and the most that it may be. Of three: the export of `guarded.mjs`, and flags for Node. */
const guards = [
  { what: 'a life in a burst, x by hand', most: 35, measure: 'life' },
  { what: 'a tracked call, explicit context, x by hand', most: 15, measure: 'call' },
  { what: "a journalled life, 'os', x lines by hand", most: 3, measure: 'journal' },
  { what: 'reading a journal, x JSON.parse', most: 2, measure: 'replay' },
  { what: 'a life at 100,000 tasks, x at 10,000', most: 2, measure: 'growth' },
  { what: 'a list of ten at 100,000 tasks, x at 1,000', most: 2, measure: 'list' },
  { what: 'observe of 100 fields, x structuredClone', most: 6, measure: 'observe' },
  { what: 'bytes allocated per life', most: 3500, measure: 'bytesAllocated', flags: young },
  { what: 'bytes kept per finished task', most: 250, measure: 'bytesKept' },
];

const rows = guards.map(judged);
console.log(tableOf(rows));
const slower = rows.filter(({ verdict }) => verdict !== 'ok');
for (const { what } of slower) console.error(`Too much: ${what}. Was it made slower? See test/bench/guard.mjs.`);
process.exitCode = slower.length > 0 ? 1 : 0;

function judged({ what, most, measure, flags = [] }) {
  let measured = Number.POSITIVE_INFINITY;
  let attempt = 0;
  for (; attempt < attempts && measured > most; attempt++)
    measured = Math.min(measured, freshWith(flags, module, measure));
  return { what, measured, most, attempts: attempt, verdict: measured <= most ? 'ok' : 'TOO MUCH' };
}
