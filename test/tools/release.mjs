/** What a release hands over, in `.cache/release`: the tarball, its hash, and what it is made of (SBOM, CycloneDX). */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hashOf, pack } from './pack.mjs';
import { cache, main, root, run, ToolError } from './run.mjs';

const folder = `${cache}/release`;
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

await main(() => {
  const tarball = pack(folder);
  const sbom = billOfMaterials();
  const made = JSON.parse(sbom).components.map(({ name, version }) => `${name} ${version}`);
  const lost = Object.keys(manifest.dependencies).filter((name) => !made.some((part) => part.startsWith(`${name} `)));
  if (lost.length > 0) throw new ToolError(`release: the bill of materials has lost ${lost.join(', ')}`);
  writeFileSync(tarball.replace(/\.tgz$/, '.cdx.json'), sbom);
  writeFileSync(`${tarball}.sha256`, `${hashOf(tarball)}  ${basename(tarball)}\n`);
  console.log(`release: ${tarball}, made of ${made.join(', ')}`);
});

/** Of a tree without the tools: `npm sbom --omit dev` leaves out what a tool needs too. Versions are those of the lock file. */
function billOfMaterials() {
  const tree = `${folder}/tree`;
  const { name, version, description, license, author, engines, dependencies } = manifest;
  mkdirSync(tree, { recursive: true });
  try {
    writeFileSync(
      `${tree}/package.json`,
      JSON.stringify({ name, version, description, license, author, engines, dependencies }),
    );
    copyFileSync(`${root}package-lock.json`, `${tree}/package-lock.json`);
    run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--prefer-offline', '--no-audit'], { cwd: tree });
    const flags = ['--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only'];
    return run('npm', ['sbom', ...flags], { cwd: tree });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
