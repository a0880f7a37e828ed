/** Where and with what was measured. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { versionsOfPeers } from './install.mjs';

export function conditions() {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    node: process.version,
    v8: process.versions.v8,
    system: `${type()} ${release()}`,
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    'load at the start': loadavg()[0]?.toFixed(1),
    peers: versionsOfPeers(),
  };
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
