/** The quick start of README.md, ready to run and to compile: the block as it stands, after what it leaves to its reader. */
import { readFileSync } from 'node:fs';
import { root, ToolError } from './run.mjs';

/** The block uses a function of the reader's own. */
const preamble = `
async function loadFile(file: string): Promise<readonly { file: string; row: number }[]> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return [1, 2, 3].map((row) => ({ file, row }));
}
`;

/** The first ts block under '## Quick start'. */
export function quickStartBlock() {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const block = /^## Quick start$[\s\S]*?^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1];
  if (!block) throw new ToolError("README.md has no ts block under '## Quick start'");
  return block;
}

/** A TypeScript module. */
export const asTypeScript = () => `${quickStartBlock()}${preamble}`;

/** A JavaScript module: the block itself is JavaScript already. */
export const asModule = () => `${quickStartBlock()}${withoutTypes(preamble)}`;

/** A CommonJS script: the import is a \`require\`, and the block stands in a function, since it awaits. */
export function asCommonJs() {
  const block = quickStartBlock().replaceAll(
    /^import (\{[^}]*\}) from ('[^']+');$/gm,
    (_, names, from) => `const ${names.replaceAll(' as ', ': ')} = require(${from});`,
  );
  if (/^import\b/m.test(block))
    throw new ToolError('the quick start imports in a way that has no word in CommonJS here');
  return `${withoutTypes(preamble)}\n(async () => {\n${block}\n})();\n`;
}

const withoutTypes = (text) => text.replace('file: string', 'file').replace(/\): Promise<.*> \{/, ') {');
