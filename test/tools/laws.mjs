/** Walks the laws as often as the project promises: 10,000 times, unless LAWS_RUNS says otherwise. Takes about two minutes. */
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

const env = { LAWS_RUNS: '10000', ...process.env };
// The reporter that counts tests is left out: its file tells of `npm test`.
const args = ['run', 'test/laws', '--reporter=default'];
const { status } = spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
