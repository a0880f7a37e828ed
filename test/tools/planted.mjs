/**
 * Plants one bug after the other in a copy of the tree, and shows that the test named for it goes red. Fails where a bug
 * no longer applies, where nothing goes red, where another test does so instead, and where the test is red without it.
 * `npm run planted -- checksum` plants those alone whose name holds the word.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bugs } from '../planted/bugs.mjs';
import { main, root, ToolError } from './run.mjs';

const word = process.argv[2] ?? '';
const none = { name: 'without any bug' };
/** The tests that count on chance are not the ones that are named. */
const env = { ...process.env, POWER_CUTS: '20' };
/** A bug may hang its tests. */
const timeout = 120_000;

/** What the tests need; the modules are those of the working tree. */
const parts = ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

async function plantAll() {
  const wanted = bugs.filter(({ name }) => name.includes(word));
  const named = [...new Set(wanted.map(({ test }) => test.file))];
  const complaints = complaintsAboutGreen(wanted, await resultsWith(none, named));
  await inTurns(wanted, availableParallelism(), async (bug) => {
    const complaint = await plant(bug);
    if (complaint) complaints.push(`${bug.name}: ${complaint}`);
  });
  console.log(`${wanted.length - complaints.length} of ${wanted.length} planted bugs are caught`);
  if (complaints.length > 0) throw new ToolError(complaints.join('\n'));
}

/** @returns what is wrong with how it was caught */
async function plant(bug) {
  const { name, file } = bug.test;
  if (occurrences(bug) !== 1) return `does not apply: ${bug.file} holds its place ${occurrences(bug)} times`;
  const red = (await resultsWith(bug, [file])).filter(({ status }) => status === 'failed').map((each) => each.fullName);
  if (red.length === 0) return 'nothing went red';
  if (!red.includes(name)) return `not '${name}' went red, but '${red[0]}'`;
  console.log(`red: ${bug.name}\n     ${file}: ${name}${red.length > 1 ? ` (and ${red.length - 1} more)` : ''}`);
  return undefined;
}

function complaintsAboutGreen(wanted, results) {
  const green = new Set(results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName));
  const lacking = wanted.filter(({ test }) => !green.has(test.name));
  return lacking.map(({ name, test }) => `${name}: its test is not green without it, or is gone: ${test.name}`);
}

function occurrences({ file, find }) {
  return readFileSync(root + file, 'utf8').split(find).length - 1;
}

/** Runs test files in a copy of the tree that holds a bug. */
async function resultsWith({ file, find, replace }, tests) {
  const copy = mkdtempSync(join(tmpdir(), 'worktrail-planted-'));
  try {
    for (const part of parts) cpSync(root + part, join(copy, part), { recursive: true });
    symlinkSync(`${root}node_modules`, join(copy, 'node_modules'));
    if (file)
      writeFileSync(
        join(copy, file),
        readFileSync(root + file, 'utf8').replace(find, () => replace),
      );
    return await resultsOf(copy, tests);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function resultsOf(copy, tests) {
  const report = join(copy, 'report.json');
  const args = ['run', '--root', copy, '--project', 'unit', '--reporter=json', `--outputFile=${report}`, ...tests];
  const vitest = spawn(`${root}node_modules/.bin/vitest`, args, {
    cwd: copy,
    stdio: 'ignore',
    env,
    timeout,
    killSignal: 'SIGKILL',
  });
  await new Promise((resolve, reject) => vitest.on('error', reject).on('exit', resolve));
  if (!existsSync(report)) throw new ToolError(`${tests.join(' ')} did not come to an end in ${copy}`);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

async function inTurns(items, workers, work) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

await main(plantAll);
