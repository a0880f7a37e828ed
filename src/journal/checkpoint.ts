import type { OpenFile } from '../ports/files.ts';
import type { Checkpoint } from '../ports/journal.ts';
import { errnoOf, full, oversized } from './complaints.ts';
import { isShallow } from './depth.ts';
import type { Folder } from './folder.ts';
import type { Header } from './header.ts';
import { sealedEnd, sealedLine } from './line.ts';
import { nothingVouched, type Vouched } from './vouched.ts';
import { viewOf } from './words.ts';

/**
 * What was made of all facts up to `upTo`, in a file of its own: one sealed line. It names a segment and its seed, so
 * that a checkpoint of another journal, or of a stretch that was cut out, is not taken for one of this.
 */
const name = 'checkpoint.json';
const version = 1;
const absent = new Set(['ENOENT', 'ELOOP', 'EFTYPE', 'EISDIR']);
/** A larger one is not written, and counts as damaged where it is found. */
const maxBytes = 64 * 2 ** 20;

/** What a file says that is whole; to which journal it belongs is not known yet. */
export interface Content extends Checkpoint {
  readonly worktrail: 'checkpoint';
  readonly version: number;
  readonly segment: number;
  readonly seed: number;
  /** Where the line of the fact `upTo` ends in this segment; absent where it stands in an earlier one. */
  readonly offset?: number;
}

/**
 * @param header that of the segment being written; all facts up to `upTo` are on stable storage
 * @param offset where the line of the fact `upTo` ends in it, if it stands there
 */
export async function writeCheckpoint(
  folder: Folder,
  { segment, seed }: Header,
  { upTo, parts }: Checkpoint,
  offset?: number,
): Promise<void> {
  const place = { segment, seed, ...(offset !== undefined && { offset }) };
  const content: Content = { worktrail: 'checkpoint', version, upTo, ...place, parts };
  const temporary = `${name}.${upTo}.tmp`;
  removeQuietly(folder, temporary);
  const line = sealedLine(content, seed);
  if (line.length > maxBytes) throw oversized(upTo, maxBytes);
  await written(folder, temporary, line);
  folder.files.rename(folder.pathOf(temporary), folder.pathOf(name));
  folder.sync();
}

async function written(folder: Folder, temporary: string, bytes: Buffer): Promise<void> {
  const file = folder.files.open(folder.pathOf(temporary), 'create');
  try {
    if (file.write(bytes, bytes.length, 0) < bytes.length) throw full();
    await file.syncLater();
  } catch (error) {
    removeQuietly(folder, temporary);
    throw error;
  } finally {
    file.close();
  }
}

/** A segment, with the newest fact that it can hold as far as is known. */
export interface Extent {
  readonly header: Header;
  readonly last: number;
}

export interface FoundCheckpoint extends Checkpoint {
  /** The one that was being written when it was made. */
  readonly segment: number;
  readonly offset?: number;
}

/**
 * The checkpoint, where there is one that is whole and belongs to these segments. A damaged one counts as none, and so
 * does one that goes further than its segment: its writer had been given up for dead.
 */
export function readCheckpoint(folder: Folder, extents: readonly Extent[]): FoundCheckpoint | undefined {
  return checkpointOf(contentIn(folder), extents);
}

/** The same of what was read already. */
export function checkpointOf(
  content: Content | 'absent' | 'damaged',
  extents: readonly Extent[],
): FoundCheckpoint | undefined {
  if (typeof content === 'string' || content.version !== version) return undefined;
  const { segment, seed, upTo, parts, offset } = content;
  const belongs = extents.some(
    ({ header, last }) => header.segment === segment && header.seed === seed && upTo <= last,
  );
  if (!belongs || upTo < (extents[0]?.header.first ?? 1) - 1) return undefined;
  return { upTo, parts, segment, ...(offset !== undefined && { offset }) };
}

/** What an opening need not look at again. */
export function vouchedBy(checkpoint: FoundCheckpoint | undefined): Vouched | undefined {
  if (!checkpoint) return undefined;
  const { upTo, segment, offset } = checkpoint;
  return Number.isSafeInteger(offset) ? { upTo, end: { segment, offset: offset as number } } : { upTo };
}

/** What it promises to whoever looks at everything. */
export function promisedBy(checkpoint: FoundCheckpoint | undefined): Vouched {
  return { ...nothingVouched, ...vouchedBy(checkpoint), isLookedAt: true };
}

export function removeCheckpoint(folder: Folder): void {
  removeQuietly(folder, name);
  folder.sync();
}

/** What is not there, or is no plain file, holds no checkpoint; a file that cannot be read at the moment may well do. */
export function contentIn(folder: Folder): Content | 'absent' | 'damaged' {
  try {
    return contentOf(bytesOf(folder.files.open(folder.pathOf(name), 'read'))) ?? 'damaged';
  } catch (error) {
    if (absent.has(errnoOf(error))) return 'absent';
    throw error;
  }
}

function contentOf(bytes: Buffer): Content | undefined {
  const content = isShallow(bytes, 0, bytes.length) ? parsed(bytes) : null;
  if (content?.worktrail !== 'checkpoint' || typeof content.seed !== 'number') return undefined;
  if (!Number.isSafeInteger(content.upTo) || typeof content.parts !== 'object' || content.parts === null)
    return undefined;
  return sealedEnd(viewOf(bytes), 0, bytes.length - 1, content.seed) > 0 ? (content as Content) : undefined;
}

function parsed(bytes: Buffer): Partial<Content> | null {
  try {
    return JSON.parse(bytes.toString()) as Partial<Content> | null;
  } catch {
    return null;
  }
}

function bytesOf(file: OpenFile): Buffer {
  try {
    const size = file.size();
    const bytes = Buffer.alloc(size > maxBytes ? 0 : size);
    const read = file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, read);
  } finally {
    file.close();
  }
}

function removeQuietly(folder: Folder, file: string): void {
  try {
    folder.files.remove(folder.pathOf(file));
  } catch {
    // it is not there, or a later checkpoint takes its place
  }
}
