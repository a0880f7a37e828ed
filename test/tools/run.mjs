/** Running other programs, and where things lie. Shared by the tools of this folder. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const cache = `${root}.cache`;

/** Runs a program to its end; its output is shown only when it fails. Returns what it wrote to stdout. */
export function run(command, args, options = {}) {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
    ...options,
  });
  if (status === 0) return stdout;
  const why = error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`);
  throw new ToolError(`${[command, ...args].join(' ')}: ${why}\n${stdout ?? ''}${stderr ?? ''}`);
}

/** Runs a program of node_modules/.bin. */
export const bin = (name, args, options) => run(`${root}node_modules/.bin/${name}`, args, options);

/** A failure whose message says all; no stack is shown for it. */
export class ToolError extends Error {}

/** Whether this file is what was started, and was not imported. */
export const isMain = (meta) => process.argv[1] === fileURLToPath(meta.url);

/** Runs a tool: one line on failure, and the exit code 1. */
export async function main(tool) {
  try {
    await tool();
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : error);
    process.exitCode = 1;
  }
}
