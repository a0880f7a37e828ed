/**
 * Installs the tarball into an empty folder and runs the quick start of README.md there, by `import` and by `require`,
 * twice in one folder, so that the second run opens what the first one left. `--runtimes` does it on other runtimes too.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inConsumer, pack } from './pack.mjs';
import { asCommonJs, asModule } from './quick-start.mjs';
import { main, run, ToolError } from './run.mjs';
import { otherRuntimes, thisNode } from './runtimes.mjs';

const programs = [
  ['import', 'quick-start.mjs', asModule],
  ['require', 'quick-start.cjs', asCommonJs],
];

function runPrograms(folder, { name, command, args }) {
  rmSync(join(folder, 'runs'), { recursive: true, force: true });
  for (const [way, file] of programs) {
    const output = run(command, [...args, file], { cwd: folder, timeout: 60_000 });
    if (!/→ succeeded/.test(output)) throw new ToolError(`smoke: ${name}, ${way}: no task succeeded in\n${output}`);
    console.log(`smoke: ${name} runs the quick start by ${way}`);
  }
}

await main(() => {
  const runtimes = [thisNode, ...(process.argv.includes('--runtimes') ? otherRuntimes() : [])];
  inConsumer(pack(), [], (folder) => {
    for (const [, file, text] of programs) writeFileSync(join(folder, file), text());
    for (const runtime of runtimes) runPrograms(folder, runtime);
  });
});
