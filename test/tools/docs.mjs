/**
 * Makes the pages of the API in `.cache/docs`, and refuses a warning: a broken link, a type that pages refer to and nobody
 * can name. TypeDoc is fetched once; it needs a compiler of its own, since the newest has no API.
 */
import { existsSync, rmSync } from 'node:fs';
import { couldInstall } from './pack.mjs';
import { cache, main, run } from './run.mjs';

const folder = `${cache}/typedoc`;
const typedoc = `${folder}/node_modules/typedoc/bin/typedoc`;

await main(() => {
  if (!existsSync(typedoc) && !couldInstall(folder, 'typedoc@0.28.20', 'typescript@5.9')) return;
  rmSync(`${cache}/docs`, { recursive: true, force: true });
  run(process.execPath, [typedoc, '--out', `${cache}/docs`]);
  console.log('docs: .cache/docs/index.html, without a warning');
});
