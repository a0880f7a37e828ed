/**
 * Builds `dist` from `src`, and with `--examples` also `.cache/examples` from `examples`.
 * `--if-stale` builds only what changed since the last build. A build is made aside and then moved into place, so that
 * two at once, or one that fails, leave no half-built folder behind.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { bin, cache, isMain, main, root, run } from './run.mjs';

const settings = ['package.json', 'tsconfig.json', 'test/tools/build.mjs', 'test/tools/link.mjs'];

/** Builds the library and, when asked, the examples. */
export function build({ examples = false, ifStale = false } = {}) {
  make('dist', ['src', ...settings], compileSource, ifStale);
  if (examples) make('.cache/examples', ['examples', 'src', ...settings], compileExamples, ifStale);
}

function make(target, sources, compile, ifStale) {
  const stamp = `${cache}/${target.replaceAll(/\W/g, '')}.stamp`;
  const print = fingerprint(sources);
  if (ifStale && existsSync(root + target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return;
  mkdirSync(cache, { recursive: true });
  rmSync(stamp, { force: true });
  const aside = `${target.startsWith('.cache') ? `${cache}/examples` : `${root}.dist`}-${process.pid}`;
  try {
    compile(aside);
    replace(root + target, aside);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  writeFileSync(stamp, print);
}

function compileSource(outDir) {
  bin('tsc', ['-p', 'src/tsconfig.json', '--outDir', outDir]);
  for (const file of filesUnder(outDir).filter((name) => name.endsWith('.d.ts'))) rewriteImports(file);
  run(process.execPath, [`${root}test/tools/link.mjs`, outDir]);
}

function compileExamples(outDir) {
  bin('tsc', ['-p', 'examples/tsconfig.json', '--outDir', outDir]);
}

/** The compiler rewrites `./x.ts` in JavaScript only; in declarations it would name a file that is not in the package. */
function rewriteImports(file) {
  const text = readFileSync(file, 'utf8');
  const rewritten = text.replaceAll(/((?:\bfrom|\bimport)\s*\(?\s*["']\.{1,2}\/[^"']*)\.ts(["'])/g, '$1.js$2');
  if (rewritten !== text) writeFileSync(file, rewritten);
}

/** Another build may put its folder there between the two renames; then the later one wins. */
function replace(target, aside, attempts = 3) {
  const old = `${aside}-old`;
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(aside, target);
  } catch (error) {
    if (attempts <= 1) throw error;
    replace(target, aside, attempts - 1);
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/** A hash over the names and contents of everything that a build is made of. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of /\.\w+$/.test(source) ? [root + source] : filesUnder(root + source)) {
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .sort();
}

if (isMain(import.meta)) {
  await main(() =>
    build({ examples: process.argv.includes('--examples'), ifStale: process.argv.includes('--if-stale') }),
  );
}
