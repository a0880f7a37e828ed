/** Runs one of `examples` from built JavaScript: `npm run example -- quick-start`. `npm run demo` runs the pipeline. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { cache, main, root, ToolError } from './run.mjs';

/** The built file of an example, a file `<name>.ts` or a folder with `index.ts` or `main.ts`. */
function builtFile(name) {
  const candidates = ['.js', '/index.js', '/main.js'].map((end) => `${cache}/examples/${name}${end}`);
  const file = candidates.find((candidate) => existsSync(candidate));
  if (file) return file;
  throw new ToolError(`there is no example '${name}': looked for examples/${name}.ts and examples/${name}/index.ts`);
}

await main(() => {
  const [name = 'pipeline', ...args] = process.argv.slice(2);
  build({ examples: true, ifStale: true });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', builtFile(name), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
});
