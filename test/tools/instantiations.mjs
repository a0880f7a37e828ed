/**
 * What the types cost a compiler: the instantiations for a program that uses all of them, less those for an empty file.
 * The program brings schemas of its own, so that those of a library that makes schemas are not counted.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, ToolError } from './run.mjs';

const most = 25_000;
export const program = 'everything.ts';

/** Puts the program into the folder of a consumer. */
export function copyProgram(folder) {
  copyFileSync(`${root}test/types/${program}`, join(folder, program));
  writeFileSync(join(folder, 'empty.ts'), 'export {};\n');
}

/** Refuses types that cost too much; returns what they cost. */
export function checkCost(folder, compilerOptions, version, tsc) {
  const count = (file) => instantiations(folder, { ...compilerOptions, skipLibCheck: true }, file, tsc);
  const cost = count(program) - count('empty.ts');
  if (cost < most) return cost;
  throw new ToolError(`consumers: the types cost TypeScript ${version} ${cost} instantiations; ${most} is too many`);
}

function instantiations(folder, compilerOptions, file, tsc) {
  writeFileSync(join(folder, 'tsconfig.cost.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const said = run(process.execPath, [tsc, '-p', 'tsconfig.cost.json', '--extendedDiagnostics'], { cwd: folder });
  const counted = /^Instantiations:\s+(\d+)/m.exec(said)?.[1];
  if (counted === undefined) throw new ToolError(`consumers: ${tsc} does not say how many instantiations it made`);
  return Number(counted);
}
