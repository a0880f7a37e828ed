/**
 * Runs the tests of the sources once more in a hostile world: the prototypes that all objects inherit from are frozen
 * before anything is loaded, and a rejection that nobody handles ends the process. Tests that need processes of their
 * own, or hours, have been run by then, and are left out.
 */
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

const rooms = ['codec', 'model', 'rules', 'views', 'engine', 'journal', 'tracker', 'golden', 'testing', 'trust'];
const slow = ['journal/processes', 'journal/power-cuts', 'journal/damage', 'tracker/process', 'trust/files'];
const env = {
  ...process.env,
  WORKTRAIL_FROZEN: '1',
  CYCLES: '1000',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --unhandled-rejections=strict`.trim(),
};
const args = [
  'run',
  '--project',
  'unit',
  '--reporter=default',
  '--typecheck.enabled=false',
  ...slow.flatMap((name) => ['--exclude', `test/${name}.test.ts`]),
  ...rooms.map((room) => `test/${room}/`),
];
const { status } = spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
