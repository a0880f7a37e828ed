/**
 * Runs the proofs that count on numbers, round by round with sizes and seeds by chance, until the time is over or one
 * fails: `npm run torture -- --minutes 60 --seed 7`. The same seed gives the same rounds; the command that shows a failure
 * again is printed.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { main, root, ToolError } from './run.mjs';

const options = {
  minutes: { type: 'string', default: '10' },
  seed: { type: 'string', default: String(Date.now() % 1e6) },
};
const tests = ['test/journal', 'test/laws', 'test/views/timings.test.ts', 'test/views/reader-laws.test.ts'];

function torture() {
  const { minutes, seed } = parseArgs({ options }).values;
  if (!(Number(minutes) > 0)) throw new ToolError('--minutes takes a number above 0');
  console.log(`npm run torture -- --minutes ${minutes} --seed ${seed}`);
  const below = generator(Number(seed));
  const end = performance.now() + Number(minutes) * 60_000;
  for (let round = 1; round === 1 || performance.now() < end; round++) play(round, sizesBy(below));
  if (spawnSync('npm', ['run', '--silent', 'soak'], { cwd: root, stdio: 'inherit' }).status !== 0)
    throw new ToolError('npm run soak failed');
}

/** Of each kind about as much as takes some ten seconds. */
function sizesBy(below) {
  return {
    POWER_CUTS: 1000 + below(5000),
    POWER_CUTS_SEED: below(1e9),
    DAMAGED_JOURNALS: 1000 + below(10_000),
    DAMAGED_JOURNALS_SEED: below(1e9),
    CRASH_WALKS: 500 + below(4000),
    CRASH_WALKS_SEED: below(1e9),
    LAWS_RUNS: 100 + below(1000),
    LAWS_SEED: below(1e9),
    KILL_CYCLES: 4 + below(40),
    KILL_SEED: below(1e9),
    LOCK_CONTESTS: 1 + below(10),
  };
}

function play(round, sizes) {
  const command = `${textOf(sizes)} npx vitest run ${tests.join(' ')}`;
  console.log(`\nround ${round}: ${command}`);
  const env = { ...process.env, ...sizes };
  const args = ['run', '--reporter=dot', '--testTimeout=120000', ...tests];
  const { status } = spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new ToolError(`round ${round} failed; this shows it again:\n${command}`);
}

function textOf(sizes) {
  return Object.entries(sizes)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Whole numbers below a bound, by a seed. */
function generator(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % end;
  };
}

await main(torture);
