/**
 * The benchmarks, each in a process of its own.
 *
 *     npm run bench                              all of them, as tables
 *     npm run bench -- --only life,journal       some of them
 *     npm run bench -- --json                    as JSON
 *     npm run bench -- --quick                   smaller counts: ratios of the million are then those of 100,000
 *     npm run bench -- --write                   and keeps the tables in BENCHMARKS.md
 *
 * Ratios are what counts; absolute times are those of this machine, now.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { conditions } from './conditions.mjs';
import { installPeers } from './install.mjs';
import { pageOf } from './page.mjs';
import { goalRows, tableOf } from './tables.mjs';

const cases = [
  'life',
  'kept',
  'growth',
  'small',
  'call',
  'listeners',
  'journal',
  'appends',
  'replay',
  'reopen',
  'observe',
  'snapshots',
  'reads',
  'second-look',
  'entry',
];
const quick = { BENCH_SCALE: '0.1', BENCH_BLOCKS: '60', BENCH_SECONDS: '2' };
const here = fileURLToPath(new URL('.', import.meta.url));

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: cases.join(',') },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

installPeers();
const run = { conditions: { ...conditions(), quick: values.quick }, results: [] };
for (const name of values.only.split(',')) {
  const result = resultOf(name);
  run.results.push(result);
  if (!values.json) show(result);
  if (values.write) writeFileSync(`${here}BENCHMARKS.md`, pageOf(run));
}
if (values.json) console.log(JSON.stringify(run, undefined, 2));
else console.log(summaryOf(run.results));
if (run.results.some(({ failed }) => failed)) process.exitCode = 1;

/** A benchmark that fails does not take the others with it. */
function resultOf(name) {
  if (!cases.includes(name)) throw new Error(`There is no benchmark '${name}': ${cases.join(', ')}`);
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=12000', `${here}one.mjs`, name],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...(values.quick && quick) },
    },
  );
  if (status === 0) return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
  return { name, title: `${name} failed`, failed: true, rows: [], goals: [] };
}

function show({ title, rows, goals, seconds }) {
  console.log(`\n${title}${seconds ? ` (${seconds.toFixed(0)} s)` : ''}\n`);
  if (rows.length > 0) console.log(`${tableOf(rows)}\n\n${tableOf(goalRows(goals))}`);
}

function summaryOf(results) {
  const goals = results.flatMap((result) => result.goals);
  return `\n${goals.filter(({ met }) => met).length} of ${goals.length} goals are met`;
}
