/**
 * Compiles what users write against the tarball: the quick start of README.md, the type tests, and a program that uses
 * every type, in an empty folder, under each TypeScript that is promised, as Node and as a bundler resolve modules. With
 * declarations, so that whatever is inferred has a name that users can import. Refuses types that cost a compiler too much.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCost, copyProgram, program } from './instantiations.mjs';
import { couldInstall, inConsumer, pack } from './pack.mjs';
import { asTypeScript } from './quick-start.mjs';
import { cache, main, root, run, ToolError } from './run.mjs';

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

/** The compilers by version: two are in node_modules already, the others are fetched once. */
function compilers() {
  return [
    ...fetched('5.6'),
    ...fetched('5.9'),
    ['6', `${root}node_modules/typescript/bin/tsc6`],
    ['7', `${root}node_modules/.bin/tsc`],
  ];
}

function fetched(version) {
  const folder = `${cache}/typescript/${version}`;
  const file = `${folder}/node_modules/typescript/bin/tsc`;
  return existsSync(file) || couldInstall(folder, `typescript@${version}`) ? [[version, file]] : [];
}

/**
 * Type tests that import by name only say the same to every compiler. Vitest's own types ask for a new one: they are
 * replaced, and what adds to them is left out.
 */
function copyTypeTests(folder) {
  const from = `${root}test/types`;
  const tests = readdirSync(from).filter((name) => name.endsWith('.test-d.ts'));
  const portable = tests.filter(
    (name) => !/from '(\.{1,2}\/|worktrail\/testing\/)/.test(readFileSync(`${from}/${name}`, 'utf8')),
  );
  mkdirSync(join(folder, 'types'));
  for (const name of portable) copyFileSync(`${from}/${name}`, join(folder, 'types', name));
  writeFileSync(join(folder, 'vitest.d.ts'), vitestTypes);
  return portable.length;
}

const vitestTypes = `
export { expectTypeOf } from 'expect-type';
export declare function test(name: string, body: () => unknown): void;
export declare const it: typeof test;
export declare const describe: typeof test;
export declare function assertType<T>(value: T): void;
`;

function optionsOf(resolution) {
  return {
    ...resolutions[resolution],
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable'],
    types: ['node'],
    paths: { vitest: ['./vitest.d.ts'] },
    strict: true,
    exactOptionalPropertyTypes: true,
    declaration: true,
    noEmit: true,
    skipLibCheck: false,
  };
}

function compile(folder, [version, tsc]) {
  for (const resolution of Object.keys(resolutions)) {
    const compilerOptions = optionsOf(resolution);
    const include = ['quick-start.ts', program, 'types'];
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
    try {
      run(process.execPath, [tsc, '-p', folder], { cwd: folder });
    } catch (error) {
      throw new ToolError(
        `consumers: TypeScript ${version} under ${resolution} cannot compile what users write:\n${error.message}`,
      );
    }
    const cost = checkCost(folder, compilerOptions, version, tsc);
    console.log(`consumers: TypeScript ${version}, ${resolution}, ${cost} instantiations`);
  }
}

await main(() => {
  const versions = compilers();
  inConsumer(pack(), ['@types/node@20', 'expect-type@1'], (folder) => {
    writeFileSync(join(folder, 'quick-start.ts'), asTypeScript());
    copyProgram(folder);
    console.log(`consumers: the quick start and ${copyTypeTests(folder)} files of type tests`);
    for (const version of versions) compile(folder, version);
  });
});
