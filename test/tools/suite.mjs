/**
 * Runs the tests once more where the host is another one: `--zones` in four time zones those that touch time (`--whole`: all
 * of them), `--runtimes` the whole suite on the other versions of Node that are promised.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { main, root, ToolError } from './run.mjs';
import { otherNodes } from './runtimes.mjs';

/** Whole hours before and after, half hours, and half an hour of summer time. */
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const touchesTime = /\bnew Date\b|\bDate\.(?:parse|UTC)|date-fns|toISOString/;

await main(() => {
  const red = wanted().filter((suite) => !passes(suite));
  if (red.length > 0) throw new ToolError(`suite: red with ${red.map(({ name }) => name).join(', ')}`);
});

function wanted() {
  const has = (flag) => process.argv.includes(flag);
  const files = has('--whole') ? [] : filesAboutTime();
  const inZone = (TZ) => ({ name: `time zone ${TZ}`, command: process.execPath, files, env: { TZ } });
  return [...(has('--zones') ? zones.map(inZone) : []), ...(has('--runtimes') ? otherNodes() : [])];
}

function passes({ name, command, files = [], env = {} }) {
  console.log(`suite: ${name}`);
  const args = [
    `${root}node_modules/vitest/vitest.mjs`,
    'run',
    '--testTimeout=60000',
    '--hookTimeout=60000',
    '--reporter=dot',
    ...files,
  ];
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function filesAboutTime() {
  const tests = readdirSync(`${root}test`, { recursive: true }).map((name) => `test/${name}`);
  const isAboutTime = (file) => touchesTime.test(readFileSync(root + file, 'utf8'));
  return tests.filter((file) => /^(?!test\/house).*\.test\.ts$/.test(file) && isAboutTime(file));
}
