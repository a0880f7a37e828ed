import type { OpenFile } from '../ports/files.ts';
import { type Folder, segmentName } from './folder.ts';
import type { Stretch } from './look.ts';

const pieceBytes = 2 ** 20;

/**
 * What a new owner clears away once the journal is its own: ends that were cut, segments that are no part of the
 * journal, files that were begun. Nothing is thrown away but the last; and none of it is needed for reading, so that a
 * failure or a crash in between does no harm.
 * @param own the segment that the new owner has made
 * @returns the files that hold what was set aside
 */
export function tidy(folder: Folder, own: number, stretches: readonly Stretch[]): readonly string[] {
  for (const name of folder.leftovers()) attempt(() => folder.files.remove(folder.pathOf(name)));
  const used = new Set([own, ...stretches.map(({ header }) => header.segment)]);
  const strays = folder.numbers().filter((number) => !used.has(number));
  const taken = new Set(folder.files.list(folder.path).map(({ name }) => name));
  const aside = stretches.flatMap(({ header, bytes }) => attempt(() => cutOff(folder, header.segment, bytes, taken)));
  const moved = strays.flatMap((number) => attempt(() => setAside(folder, number, taken)));
  if (moved.length > 0) attempt(() => folder.sync());
  return [...aside, ...moved];
}

function attempt(action: () => readonly string[] | void): readonly string[] {
  try {
    return action() ?? [];
  } catch {
    return [];
  }
}

/** Copies what stands behind the end of a segment into a file of its own, then cuts it off. */
function cutOff(folder: Folder, number: number, end: number, taken: Set<string>): readonly string[] {
  return folder.using(number, 'write', (file) => {
    if (file.size() <= end) return [];
    const name = freeName(taken, `${segmentName(number)}.torn`);
    copy(file, end, folder.files.open(folder.pathOf(name), 'create'));
    folder.sync();
    file.truncate(end);
    file.sync();
    return [name];
  });
}

function copy(from: OpenFile, start: number, to: OpenFile): void {
  try {
    const bytes = Buffer.allocUnsafe(pieceBytes);
    let written = 0;
    for (let read = 1; read > 0; written += read) {
      read = from.read(bytes, 0, bytes.length, start + written);
      if (to.write(bytes, read, written) < read) throw new Error('the disk is full');
    }
    to.sync();
  } finally {
    to.close();
  }
}

function setAside(folder: Folder, number: number, taken: Set<string>): readonly string[] {
  const name = freeName(taken, `${segmentName(number)}.aside`);
  folder.files.rename(folder.pathOf(segmentName(number)), folder.pathOf(name));
  return [name];
}

function freeName(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}
