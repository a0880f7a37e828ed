/**
 * Runs every check, one after the other, shows each one's output, goes on after a failure, and says at the end which failed.
 * `--all` adds what fetches something big; `--but test` leaves one out, `--also smoke:runtimes` adds one.
 */
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

const everyTime = [
  'build',
  'test',
  'zones',
  'laws',
  'planted',
  'durable',
  'hardened',
  'typecheck',
  'lint',
  'format:check',
  'floors',
  'deadcode',
  'package',
  'size',
  'smoke',
  'consumers',
  'bench:guard',
];
const all = ['coverage', 'soak', 'docs', 'smoke:runtimes', 'suite:runtimes', 'suite:zones'];

const named = (flag) => process.argv.filter((_, index, args) => args[index - 1] === flag);
const wanted = [...everyTime, ...(process.argv.includes('--all') ? all : []), ...named('--also')];
const steps = wanted.filter((step) => !named('--but').includes(step));
const failed = steps.filter((step) => !passes(step));

console.log(`\n${steps.length - failed.length} of ${steps.length} checks are green`);
for (const step of failed) console.log(`  red: npm run ${step}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function passes(step) {
  console.log(`\n> npm run ${step}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', step], { cwd: root, stdio: 'inherit' });
  console.log(`< ${status === 0 ? 'green' : 'RED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return status === 0;
}
