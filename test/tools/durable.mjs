/**
 * Runs the proofs that count on numbers, and prints what they counted; numbers that are set in the environment go before.
 * With `--full` it takes all 100,000 damaged journals and walks with crashes, without it a part of them.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cache, root } from './run.mjs';

const file = `${cache}/figures.jsonl`;
const isFull = process.argv.includes('--full');
const counts = {
  POWER_CUTS: '50000',
  DAMAGED_JOURNALS: isFull ? '100000' : '30000',
  KILL_CYCLES: '300',
  LOCK_CONTESTS: '50',
  CRASH_WALKS: isFull ? '100000' : '20000',
};
/** About as long as each other: they run at the same time. */
const groups = [
  ['crash-walks', 'processes'],
  ['power-cuts', 'damage'],
];

mkdirSync(cache, { recursive: true });
rmSync(file, { force: true });
const codes = await Promise.all(groups.map(run));
for (const line of linesOf(file)) console.log(textOf(JSON.parse(line)));
process.exitCode = Math.max(...codes);

/** The reporter that counts tests is left out: its file tells of `npm test`. */
async function run(names) {
  const tests = names.map((name) => `test/journal/${name}.test.ts`);
  const args = ['run', '--project', 'unit', '--reporter=default', '--no-file-parallelism', ...tests];
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
