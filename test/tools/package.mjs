/** Looks at the package as npm would publish it: publint, are-the-types-wrong, the files in it, and one hash for two packs. */
import { packTwice, pack } from './pack.mjs';
import { bin, isMain, main, root, run, ToolError } from './run.mjs';

const expected = /^(dist\/|src\/.*\.ts$|src\/llms\.txt$|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/;

/** Nothing but the build, its sources and the papers is published. */
function checkFiles() {
  const [{ files }] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']));
  const strangers = files.map(({ path }) => path).filter((path) => !expected.test(path));
  if (strangers.length > 0)
    throw new ToolError(`the package holds files that nobody asked for: ${strangers.join(', ')}`);
  return files.length;
}

/** npm runs no install scripts of what users get, and neither should they need any. */
function checkScripts() {
  const names = run('npm', [
    'query',
    ':attr(scripts, [install]), :attr(scripts, [postinstall]), :attr(scripts, [preinstall])',
  ]);
  const production = JSON.parse(names).filter(({ dev, devOptional, location }) => location && !dev && !devOptional);
  if (production.length > 0) {
    throw new ToolError(`install scripts in the production tree: ${production.map(({ name }) => name).join(', ')}`);
  }
}

if (isMain(import.meta)) {
  await main(() => {
    const hash = packTwice();
    const files = checkFiles();
    checkScripts();
    bin('publint', ['--strict', root]);
    bin('attw', ['--profile', 'esm-only', pack()]);
    console.log(`package: ${files} files, sha256 ${hash}, publint and attw have nothing to say`);
  });
}
