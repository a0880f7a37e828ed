/**
 * Links the JavaScript that the compiler wrote into a folder into few files, since what an import costs goes by their
 * number. Declarations stay as they are; nothing is minified, and source maps lead to `src`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { rolldown } from 'rolldown';
import { isMain, main, root } from './run.mjs';

/** Not imported but started as a process, by the chunk that it stands beside. */
const started = { 'chunks/crash-child': 'testing/crash-child.js' };

/** Code that doors share stands in `chunks`, once, so that a class is the same by each of them. */
async function link(folder) {
  const bundle = await rolldown({
    cwd: folder,
    input: { ...doors(), ...started },
    external: /^[^./]/,
    platform: 'neutral',
    plugins: [compiled],
  });
  const { output } = await bundle.generate({
    dir: folder,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  await bundle.close();
  removeCode(folder);
  for (const { fileName, code, source } of output) write(`${folder}/${fileName}`, code ?? source);
}

/** The files that package.json names under `exports`. */
function doors() {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const names = Object.values(exports).flatMap(({ default: file }) => file?.match(/^\.\/dist\/(.*)\.js$/)[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, `./${name}.js`]));
}

/** Hands over the compiler's maps, and keeps what a module does when it is loaded. */
const compiled = {
  name: 'compiled',
  load: (file) => ({
    code: readFileSync(file, 'utf8'),
    map: readFileSync(`${file}.map`, 'utf8'),
    moduleSideEffects: true,
  }),
};

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
