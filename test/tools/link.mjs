/**
 * Links the JavaScript that the compiler wrote into a folder into few files, since what an import costs goes by their
 * number. Declarations stay as they are; nothing is minified, and source maps lead to `src`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { isMain, main, root } from './run.mjs';

const { exports, imports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** Not imported but started as a process, by the chunk that it stands beside. */
const started = { 'chunks/crash-child': 'testing/crash-child.js' };

/** Code that doors share stands in `chunks`, once, so that a class is the same by each of them. */
async function link(folder) {
  const bundle = await rolldown({
    cwd: folder,
    input: { ...filesOf(exports), ...filesOf(imports), ...started },
    external: /^[^./]/,
    platform: 'neutral',
    plugins: [compiled, swapped(folder)],
  });
  const { output } = await bundle.generate({
    dir: folder,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: { groups: [core] },
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  await bundle.close();
  removeCode(folder);
  for (const { fileName, code, source } of output) write(`${folder}/${fileName}`, code ? plain(code) : source);
}

/** The JavaScript that a map of package.json names, under any condition. */
function filesOf(map) {
  const files = Object.values(map).flatMap((target) => Object.values(target));
  const names = files.flatMap((file) => /^\.\/dist\/(.*)\.js$/.exec(file)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, `./${name}.js`]));
}

/** What stands under `imports` is imported by its name there, so that whoever loads it takes what fits the host. */
const swapped = (folder) => ({
  name: 'swapped',
  resolveId(specifier, importer) {
    if (importer === undefined) return null;
    const file = `./dist${resolve(dirname(importer), specifier).slice(resolve(folder).length)}`;
    const name = Object.keys(imports).find((key) => imports[key].default === file);
    return name ? { id: name, external: true } : null;
  },
});

/** The main entry and all that it imports at once are one file: who imports another door mostly imports this one too. */
const core = { name: 'core', test: /\/index\.js$/ };

/** Hands over the compiler's maps, and keeps what a module does when it is loaded. */
const compiled = {
  name: 'compiled',
  load: (file) => ({
    code: readFileSync(file, 'utf8'),
    map: readFileSync(`${file}.map`, 'utf8'),
    moduleSideEffects: true,
  }),
};

/** A single character beyond Latin-1 makes V8 keep and read a whole file at two bytes a character. */
function plain(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function removeCode(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (/\.js(\.map)?$/.test(name)) rmSync(`${folder}/${name}`);
  }
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (isMain(import.meta)) await main(() => link(process.argv[2]));
