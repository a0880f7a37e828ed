/**
 * Installs the peers here when a benchmark is asked for, so that the project's own install stays small. No scripts of
 * packages are run, but one: better-sqlite3 is native, and is built from its own source, for its ready-made binary would be
 * a download from outside the registry. Where that fails, its rows are left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const stamp = `${here}node_modules/.installed`;
const buildMinutes = 10;

export function installPeers() {
  const wanted = readFileSync(`${here}package-lock.json`, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the peers into test/bench/node_modules …');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  buildSqlite();
  writeFileSync(stamp, wanted);
}

function buildSqlite() {
  console.error('Building better-sqlite3 from source, which takes minutes …');
  try {
    npm(['rebuild', 'better-sqlite3', '--loglevel=error'], {
      env: { ...process.env, npm_config_build_from_source: 'true' },
      timeout: buildMinutes * 60_000,
    });
    createRequire(import.meta.url)('better-sqlite3')(':memory:').close();
  } catch {
    console.error('better-sqlite3 could not be built here: its rows are left out.');
  }
}

function npm(args, options = {}) {
  execFileSync('npm', args, { cwd: here, stdio: ['ignore', 'ignore', 'pipe'], ...options });
}

/** The versions of the peers that are compared with. */
export function versionsOfPeers() {
  const { dependencies } = JSON.parse(readFileSync(`${here}package.json`, 'utf8'));
  return dependencies;
}
