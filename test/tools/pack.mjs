/** The tarball that would be published, and a folder with nothing but it in. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { cache, run, ToolError } from './run.mjs';

const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

/** Builds afresh and packs; returns the path of the tarball. */
export function pack(folder = `${cache}/pack`) {
  build();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
  return join(folder, filename);
}

/** The SHA-256 of the tarball; refuses when a second build and pack give another one. */
export function packTwice() {
  const [first, second] = [hashOf(pack()), hashOf(pack(`${cache}/pack-again`))];
  if (first !== second) throw new ToolError(`npm pack is not reproducible: ${first}, then ${second}`);
  return first;
}

/** Calls with an empty folder in which the tarball and other packages are installed, and takes it away afterwards. */
export function inConsumer(tarball, packages, use) {
  const folder = mkdtempSync(join(tmpdir(), 'worktrail-consumer-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
    install(folder, [tarball, ...packages]);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Installs packages from the registry, or from npm's cache of it, without running a script of theirs. */
export function install(folder, packages) {
  mkdirSync(folder, { recursive: true });
  run('npm', ['install', ...quiet, '--prefix', folder, ...packages], { cwd: folder });
}

/** Where the registry cannot be reached, what needs these packages is left out with a notice; in CI that is a failure. */
export function couldInstall(folder, ...wanted) {
  try {
    install(folder, wanted);
    return true;
  } catch (error) {
    if (process.env.CI) throw error;
    console.log(`notice: ${wanted.join(' and ')} could not be fetched, so that nothing is tried with it`);
    return false;
  }
}

export const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
