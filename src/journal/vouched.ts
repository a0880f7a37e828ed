import type { OpenFile } from '../ports/files.ts';
import type { Header } from './header.ts';
import { isFact, maxLineBytes, newline, sealedEnd, seqAt } from './line.ts';
import { viewOf } from './words.ts';

/** Facts that a checkpoint stands for: up to `upTo`, whose line ends at a place in a segment where that is known. */
export interface Vouched {
  readonly upTo: number;
  readonly end?: { readonly segment: number; readonly offset: number };
  /** Whether they are looked at all the same: then they only were promised. Default: false. */
  readonly isLookedAt?: boolean;
}

/** Where to begin in a segment: behind the line of the fact `seq`. */
export interface Place {
  readonly seq: number;
  readonly offset: number;
  readonly line: { readonly offset: number; readonly length: number };
}

/** So much is read at first to find where a line begins. */
const usualBytes = 4096;

export const nothingVouched: Vouched = { upTo: 0 };

/** Where the newest vouched fact ends in a segment; undefined where it does not end there as was said. */
export function placeIn(file: OpenFile, header: Header, { upTo, end }: Vouched): Place | undefined {
  if (end?.segment !== header.segment || upTo < header.first || end.offset > file.size()) return undefined;
  const bytes = lineBefore(file, end.offset, usualBytes) ?? lineBefore(file, end.offset, maxLineBytes + 1);
  if (!bytes || !isFact(bytes, 0) || seqAt(bytes, 0) !== upTo) return undefined;
  if (sealedEnd(viewOf(bytes), 0, bytes.length - 1, header.seed) < 0) return undefined;
  return { seq: upTo, offset: end.offset, line: { offset: end.offset - bytes.length, length: bytes.length } };
}

/** The line that ends at a place, with its line break; undefined where it is no whole one of at most so many bytes. */
function lineBefore(file: OpenFile, end: number, most: number): Buffer | undefined {
  const from = Math.max(0, end - most);
  const bytes = Buffer.alloc(Math.max(0, end - from));
  file.read(bytes, 0, bytes.length, from);
  if (bytes.length < 2 || bytes.at(-1) !== newline) return undefined;
  const before = bytes.lastIndexOf(newline, bytes.length - 2);
  return before < 0 ? undefined : bytes.subarray(before + 1);
}
