import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  rewriteRelativeImportExtensions: true,
} as const;

/**
 * The sources of some rooms as JavaScript, for child processes: Node 20 runs no TypeScript, and a test need not wait for
 * a build of everything. They are gone after the tests of the file.
 * @returns the URL of the folder that stands for `src`
 */
export function compiledSources(rooms: readonly string[]): string {
  const folder = `${root}.cache/sources-${process.pid}-${Math.random().toString(36).slice(2)}`;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const room of rooms) {
    mkdirSync(`${folder}/${room}`, { recursive: true });
    const files = readdirSync(`${root}src/${room}`).filter((name) => name.endsWith('.ts'));
    for (const name of files)
      writeFileSync(`${folder}/${room}/${name.slice(0, -3)}.js`, compiled(`${root}src/${room}/${name}`));
  }
  return pathToFileURL(`${folder}/`).href;
}

function compiled(path: string): string {
  return ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText;
}
