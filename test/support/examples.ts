import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What an example prints, run from what was built of it. */
export async function outputOf(name: string): Promise<string> {
  const files = [`${root}.cache/examples/${name}.js`, `${root}.cache/examples/${name}/main.js`];
  const file = files.find((candidate) => existsSync(candidate));
  if (!file) throw new Error(`examples/${name} was not built`);
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: root, timeout: 60_000 });
  return masked(stdout);
}

const goldenFile = (name: string) => `${root}test/examples/golden/${name}.txt`;

/** What an example is to print. With `UPDATE=1` that is what it prints now. */
export function golden(name: string, output?: string): string {
  if (process.env['UPDATE'] && output !== undefined) writeFileSync(goldenFile(name), output);
  return existsSync(goldenFile(name)) ? readFileSync(goldenFile(name), 'utf8') : '';
}

/** Lengths of time differ from run to run: digits are taken out, and a column keeps its width. */
export function masked(output: string): string {
  return output
    .replaceAll(/^ *\d+ ms\b/gm, ({ length }) => `${'#'.padStart(length - 3)} ms`)
    .replaceAll(/ {2,}\d+(\.\d+)? ms\b/g, ({ length }) => `${'#'.padStart(length - 3)} ms`)
    .replaceAll(/\b\d+(\.\d+)? ms\b/g, '# ms')
    .replaceAll(/ +$/gm, '');
}
