import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Files, OpenFile } from '../ports/files.ts';

const [fileMode, directoryMode] = [0o600, 0o700];
const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR } = fs.constants;
/** No link is followed, and nobody waits for the other end of a pipe. Windows has no such flags. */
const wary = (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);
const flags = {
  create: O_RDWR | O_CREAT | O_EXCL | wary,
  write: O_RDWR | wary,
  read: O_RDONLY | wary,
} as const;

/** The files of the machine, readable by their owner alone. */
export const nodeFiles: Files = {
  makeDirectory,
  list: (directory) =>
    fs.readdirSync(directory, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFile: entry.isFile() })),
  open: (path, how) => openFile(plainFile(fs.openSync(path, flags[how], fileMode), path)),
  link: (from, to) => fs.linkSync(from, to),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.unlinkSync(path),
  syncDirectory,
};

/** Pipes, devices and directories can be opened, too. */
function plainFile(descriptor: number, path: string): number {
  if (fs.fstatSync(descriptor).isFile()) return descriptor;
  fs.closeSync(descriptor);
  throw Object.assign(new Error(`EFTYPE: ${path} is not a plain file`), { code: 'EFTYPE' });
}

function openFile(descriptor: number): OpenFile {
  return {
    size: () => fs.fstatSync(descriptor).size,
    read: (bytes, start, length, position) => fs.readSync(descriptor, bytes, start, length, position),
    write: (bytes, length, position) => fs.writeSync(descriptor, bytes, 0, length, position),
    truncate: (size) => fs.ftruncateSync(descriptor, size),
    sync: () => fs.fdatasyncSync(descriptor),
    syncLater: () =>
      new Promise((done, fail) => {
        fs.fdatasync(descriptor, (error) => (error ? fail(error) : done()));
      }),
    close: () => fs.closeSync(descriptor),
  };
}

/** Each directory that was made has its name in the one above. */
function makeDirectory(path: string): void {
  const first = fs.mkdirSync(path, { recursive: true, mode: directoryMode });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let above = dirname(resolve(path)); ; above = dirname(above)) {
    syncDirectory(above);
    if (above === top || above === dirname(above)) return;
  }
}

/** Windows cannot flush a directory, and need not. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(directory, O_RDONLY);
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
