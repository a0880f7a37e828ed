import type { OpenFile } from '../ports/files.ts';
import { maxLineBytes, newline } from './line.ts';
import { viewOf } from './words.ts';

/** Small enough for what is parsed of it to be short-lived. */
const blockBytes = 2 ** 16;

/** Some lines of a file, in memory that is used again for the next block. */
export interface Block {
  readonly bytes: Buffer;
  /** The same bytes. */
  readonly view: DataView;
  /** The lines stand before this index. The last one lacks its line break where the file, or a line's limit, ends. */
  readonly end: number;
  /** Where in the file the block begins. */
  readonly offset: number;
}

/** The bytes `from..to` of a file in blocks of whole lines. Memory is bounded by the longest line that is allowed. */
export function* blocksOf(file: OpenFile, from: number, to: number): Generator<Block> {
  let bytes: Buffer = Buffer.allocUnsafe(Math.min(blockBytes, Math.max(to - from, 1)));
  let filled = 0;
  let position = from;
  while (position < to) {
    if (filled === bytes.length) bytes = doubled(bytes);
    const read = file.read(bytes, filled, Math.min(bytes.length - filled, to - position), position);
    if (read === 0) break;
    position += read;
    filled += read;
    const end = wholeLines(bytes, filled);
    if (end > 0) yield { bytes, view: viewOf(bytes), end, offset: position - filled };
    bytes.copyWithin(0, end, filled);
    filled -= end;
  }
  if (filled > 0) yield { bytes, view: viewOf(bytes), end: filled, offset: position - filled };
}

/** Where the last whole line ends, or the piece of one that is too long; 0 where neither is there yet. */
function wholeLines(bytes: Buffer, filled: number): number {
  const end = bytes.lastIndexOf(newline, filled - 1) + 1;
  return end === 0 && filled >= maxLineBytes ? filled : end;
}

function doubled(bytes: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(bytes.length * 2);
  bytes.copy(larger);
  return larger;
}
