/** Runs the proofs that count on numbers, and prints what they counted; numbers that are set in the environment go before. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cache, root } from './run.mjs';

const file = `${cache}/figures.jsonl`;
/** Two at the same time, about as long as each other: 100,000 walks with crashes are shared between them. */
const lanes = [
  { tests: ['crash-walks', 'processes'], counts: { CRASH_WALKS: '65000', KILL_CYCLES: '300', LOCK_CONTESTS: '50' } },
  {
    tests: ['power-cuts', 'damage', 'crash-walks'],
    counts: { POWER_CUTS: '50000', DAMAGED_JOURNALS: '100000', CRASH_WALKS: '35000', CRASH_WALKS_SEED: '65001' },
  },
];

mkdirSync(cache, { recursive: true });
rmSync(file, { force: true });
const codes = await Promise.all(lanes.map(run));
for (const line of linesOf(file)) console.log(textOf(JSON.parse(line)));
process.exitCode = Math.max(...codes);

/** The reporter that counts tests is left out: its file tells of `npm test`. */
async function run({ tests, counts }) {
  const files = tests.map((name) => `test/journal/${name}.test.ts`);
  const args = ['run', '--project', 'unit', '--reporter=default', '--no-file-parallelism', ...files];
  const env = { ...counts, ...process.env, FIGURES: file };
  const vitest = spawn(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve, reject) => vitest.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
}

function linesOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function textOf({ what, ...figures }) {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`);
  return `${what}: ${said.join(', ')}`;
}
