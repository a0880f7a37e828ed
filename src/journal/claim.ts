import type { OpenFile } from '../ports/files.ts';
import { errnoOf } from './complaints.ts';
import { type Folder, segmentName } from './folder.ts';
import { encodeHeader, type Header } from './header.ts';

/** What a file system answers that has no second names for files. */
const linkless = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EMLINK']);

/** A segment that is whole and on stable storage, under a name that nobody looks at yet. */
export interface Prepared {
  readonly header: Header;
  readonly bytes: Buffer;
  readonly name: string;
  readonly file: OpenFile;
}

export function prepare(folder: Folder, header: Header): Prepared {
  const name = `${segmentName(header.segment)}.${header.seed.toString(16)}.tmp`;
  const bytes = encodeHeader(header);
  const file = folder.files.open(folder.pathOf(name), 'create');
  const prepared = { header, bytes, name, file };
  try {
    writeWhole(file, bytes);
    return prepared;
  } catch (error) {
    discard(folder, prepared);
    throw error;
  }
}

/**
 * Gives a prepared segment its name, which is the lock on the journal.
 * @returns the segment, or undefined where another process was faster
 */
export function publish(folder: Folder, prepared: Prepared): OpenFile | undefined {
  const { name, header, file } = prepared;
  try {
    folder.files.link(folder.pathOf(name), folder.pathOf(segmentName(header.segment)));
    removeQuietly(folder, name);
    return file;
  } catch (error) {
    discard(folder, prepared);
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOENT') return undefined;
    if (linkless.has(errnoOf(error))) return create(folder, prepared);
    throw error;
  }
}

/** Where there are no links, the name comes first and the header after it; who finds it without one waits or takes it. */
function create(folder: Folder, { header, bytes }: Prepared): OpenFile | undefined {
  try {
    const file = folder.open(header.segment, 'create');
    writeWhole(file, bytes);
    return file;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

export function discard(folder: Folder, { name, file }: { name: string; file: { close(): void } }): void {
  file.close();
  removeQuietly(folder, name);
}

function writeWhole(file: OpenFile, bytes: Buffer): void {
  const written = file.write(bytes, bytes.length, 0);
  if (written < bytes.length) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
  file.sync();
}

/** A leftover name does no harm: the next owner removes it. */
function removeQuietly(folder: Folder, name: string): void {
  try {
    folder.files.remove(folder.pathOf(name));
  } catch {
    // as above
  }
}
