/**
 * Changes the sources of a room, one small thing at a time, and sees whether its tests notice: `npm run mutation` for
 * all rooms, `npm run mutation -- model views` for some, `npm run mutation -- views-s` for a part of one. Writes the figures into SCORES.md; `--commit` commits them. Red
 * below 90 % in any room. Takes minutes to half an hour a room, so it is no part of CI; Stryker is installed here, by
 * the first run, so that the project's own install stays small.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cache, main, root, run, ToolError } from '../tools/run.mjs';
import { rooms } from './rooms.mjs';
import { page, write } from './scores.mjs';

const here = `${root}test/mutation`;
const least = 90;

/** Runs Stryker in one room; the figures of what it found. */
function measure(room) {
  const stryker = [`${here}/node_modules/@stryker-mutator/core/bin/stryker.js`, 'run', `${here}/stryker.config.mjs`];
  const env = { ...process.env, MUTATION_ROOM: room };
  const { status } = spawnSync(process.execPath, stryker, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new ToolError(`mutation: ${room} did not come to an end`);
  return figures(JSON.parse(readFileSync(`${cache}/mutation/${room}.json`, 'utf8')));
}

function figures({ files }) {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const survived = count('Survived', 'NoCoverage');
  return { mutants: killed + survived, killed, survived, leftOut: count('Ignored') };
}

/** The room of that name, or the parts in which it is measured. */
function partsOf(name) {
  const parts = Object.keys(rooms).filter((room) => room === name || room.startsWith(`${name}-`));
  if (parts.length > 0) return parts;
  throw new ToolError(`mutation: there is no room '${name}'; give some of ${Object.keys(rooms).join(', ')}`);
}

await main(() => {
  const { values, positionals } = parseArgs({ options: { commit: { type: 'boolean' } }, allowPositionals: true });
  const wanted = positionals.length > 0 ? positionals.flatMap(partsOf) : Object.keys(rooms);
  if (!existsSync(`${here}/node_modules`))
    run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: here });
  const scores = wanted.map((room) => write(room, measure(room)));
  console.log(readFileSync(page, 'utf8'));
  if (values.commit)
    execFileSync('git', ['commit', '--message', 'Mutation scores', '--only', page], { cwd: root, stdio: 'inherit' });
  const low = wanted.filter((_, at) => scores[at] < least);
  if (low.length > 0) throw new ToolError(`mutation: below ${least} %: ${low.join(', ')}`);
});
