import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const probe = fileURLToPath(new URL('../tools/load-probe.mjs', import.meta.url));

const ask = (what: 'cpu' | 'modules', specifier: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [probe, what, specifier], { cwd: root, encoding: 'utf8' }));

/** The least of some runs: what else the machine does can only add. */
const leastCpuMs = (specifier: string): number =>
  Math.min(...Array.from({ length: 4 }, () => ask('cpu', specifier) as number));

test('the main entry loads of date-fns what `milliseconds` needs, and never its root', () => {
  const modules = ask('modules', 'worktrail') as string[];
  expect(modules.some((url) => url.endsWith('/dist/index.js'))).toBe(true);
  const dateFns = modules.filter((url) => url.includes('/date-fns/')).map((url) => url.split('/date-fns/')[1]);
  expect(new Set(dateFns)).toEqual(new Set(['constants.js', 'milliseconds.js']));
});

/** The files of this package that are loaded, and the sources that were linked into them. */
function ownOf(modules: readonly string[]) {
  const files = modules.filter((url) => url.startsWith(`file://${root}dist/`));
  const sources = files.flatMap((url) => {
    if (!existsSync(new URL(`${url}.map`))) return []; // it only hands on
    const map = JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')) as { readonly sources: readonly string[] };
    return map.sources.map((source) => source.replace(/^(\.\.\/)+src\//, ''));
  });
  return { files, sources };
}

test('the main entry is few files, and does without zod and the journal on disk, which are loaded where data comes in', () => {
  const modules = ask('modules', 'worktrail') as string[];
  const { files, sources } = ownOf(modules);
  expect(files.length).toBeLessThanOrEqual(4);
  expect(sources).toContain('tracker/tracker.ts');
  expect(sources.filter((source) => source.startsWith('journal/'))).toEqual([]);
  expect(modules.filter((url) => url.includes('/zod/') || url === 'node:fs')).toEqual([]);
});

test('importing it costs less than importing zod alone', () => {
  const [zod, worktrail] = [leastCpuMs('zod'), leastCpuMs('worktrail')];
  console.log(`CPU of an import: worktrail ${worktrail.toFixed(0)} ms, zod alone ${zod.toFixed(0)} ms`);
  expect(worktrail).toBeLessThan(zod);
});
