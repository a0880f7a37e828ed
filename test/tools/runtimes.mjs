/** Other runtimes than the one at hand, fetched from the npm registry once, without running install scripts. */
import { existsSync } from 'node:fs';
import { couldInstall } from './pack.mjs';
import { cache, ToolError } from './run.mjs';

const { platform, arch } = process;
const node = (major) => ({
  name: `node ${major}`,
  package: `node-${platform}-${arch}@${major}`,
  file: `node-${platform}-${arch}/bin/node`,
  args: [],
});
const bunPackage = `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}`;
const denoPackage = `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`;

const known = [
  node(20),
  node(22),
  node(24),
  node(26),
  { name: 'bun 1', package: `${bunPackage}@1`, file: `${bunPackage}/bin/bun`, args: ['run'] },
  { name: 'deno 2', package: `${denoPackage}@2`, file: `${denoPackage}/deno`, args: ['run', '-A', '--no-prompt'] },
];

/** The runtime that runs this. */
export const thisNode = { name: `node ${process.versions.node}`, command: process.execPath, args: [] };

/** The others, each with the command that starts it. */
export const otherRuntimes = () => known.filter(({ name }) => name !== ownName).flatMap(fetched);

/** Those of them that run the suite too. */
export const otherNodes = () => otherRuntimes().filter(({ name }) => name.startsWith('node '));

const ownName = `node ${process.versions.node.split('.')[0]}`;

function fetched({ name, package: wanted, file, args }) {
  const folder = `${cache}/runtimes/${name.replace(' ', '-')}`;
  const command = `${folder}/node_modules/${file}`;
  if (!existsSync(command) && !couldInstall(folder, wanted)) return [];
  if (!existsSync(command)) throw new ToolError(`${wanted} is installed, but holds no ${file}`);
  return [{ name, command, args }];
}
