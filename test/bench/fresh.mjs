/**
 * Runs something in a process of its own: `fresh(import.meta.url, 'bytes', 1000)` calls the export `bytes` of this module
 * with 1000 and hands back what it returns, which must be JSON.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('in-process.mjs', import.meta.url));

export function fresh(module, name, ...args) {
  return freshWith([], module, name, ...args);
}

/** With further flags for Node. */
export function freshWith(flags, module, name, ...args) {
  const text = execFileSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=12000', ...flags, main, module, name, JSON.stringify(args)],
    { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(text.slice(text.lastIndexOf('\n') + 1));
}

/** The least of what several processes measure. */
export function leastOf(processes, module, name, ...args) {
  return Math.min(...Array.from({ length: processes }, () => fresh(module, name, ...args)));
}
