/**
 * Runs the proofs that count on numbers as often as the project promises, and prints what they counted. Takes about four
 * minutes on two idle cores; numbers that are set in the environment go before.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cache, root } from './run.mjs';

const file = `${cache}/figures.jsonl`;
const counts = {
  POWER_CUTS: '50000',
  DAMAGED_JOURNALS: '100000',
  KILL_CYCLES: '300',
  LOCK_CONTESTS: '50',
  CRASH_WALKS: '100000',
};
const tests = ['power-cuts', 'damage', 'processes', 'crash-walks'].map((name) => `test/journal/${name}.test.ts`);

mkdirSync(cache, { recursive: true });
rmSync(file, { force: true });
// The reporter that counts tests is left out: its file tells of `npm test`.
const args = ['run', '--reporter=default', ...tests];
const env = { ...counts, ...process.env, FIGURES: file };
const { status } = spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
for (const line of linesOf(file)) console.log(textOf(JSON.parse(line)));
process.exitCode = status ?? 1;

function linesOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function textOf({ what, ...figures }) {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`);
  return `${what}: ${said.join(', ')}`;
}
