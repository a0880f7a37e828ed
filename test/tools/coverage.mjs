/** Runs the tests of the sources and judges what they cover, room by room; the gates stand in vitest.config.ts. */
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

// The reporter that counts tests is left out: its file tells of `npm test`. Types are checked there.
const args = ['run', '--coverage', '--project=unit', '--typecheck.enabled=false', '--reporter=default'];
const { status } = spawnSync(`${root}node_modules/.bin/vitest`, [...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
