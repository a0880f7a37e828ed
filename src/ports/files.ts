/**
 * Where bytes are kept: the part of a file system that a journal needs.
 *
 * 1. What `write` wrote is seen by every later `read`; it survives a power cut when a later `sync` or `syncLater` of
 *    that file is done.
 * 2. A name that was made, taken over or removed survives a power cut when a later `syncDirectory` is done.
 * 3. `create` and `link` fail with EEXIST where the name is taken; of several that try at once, one succeeds.
 * 4. `rename` replaces the target at once: a reader sees the old file or the new one.
 * 5. `write` may write less than it was given, and says how much.
 * 6. A symbolic link is never followed by `open`, and nothing but a plain file is opened (EFTYPE).
 * 7. Whatever fails throws an error that has the name of the errno as `code`.
 */
export interface Files {
  /** Makes a directory, and those above it, where they are missing. */
  makeDirectory(path: string): void;
  list(directory: string): readonly FileEntry[];
  /** `create`: new, to read and write. `write`: existing, to read and write. `read`: existing, to read. */
  open(path: string, how: 'create' | 'write' | 'read'): OpenFile;
  /** Gives a file a second name. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  syncDirectory(directory: string): void;
}

export interface FileEntry {
  readonly name: string;
  /** False for directories, links, sockets and the like. */
  readonly isFile: boolean;
}

export interface OpenFile {
  /** In bytes. */
  size(): number;
  /** Reads into `bytes` from index `start` on, at most `length` bytes; hands back how many, 0 at the end of the file. */
  read(bytes: Uint8Array, start: number, length: number, position: number): number;
  /** Writes the first `length` bytes at `position`; hands back how many were written. */
  write(bytes: Uint8Array, length: number, position: number): number;
  truncate(size: number): void;
  /** Waits until all that was written is on stable storage. */
  sync(): void;
  /** The same without holding up the caller; covers what was written before the call. */
  syncLater(): Promise<void>;
  close(): void;
}
