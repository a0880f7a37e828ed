/** Makes the golden journals that are missing, and the texts beside them. What is there is never written again. */
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

const env = { ...process.env, GOLDEN: 'new' };
const args = ['run', 'test/journal/golden.test.ts', '--reporter=default'];
const { status } = spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
