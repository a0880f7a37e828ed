import type { OpenFile } from '../ports/files.ts';
import { isFooter, newline, sealedEnd, sealedLine } from './line.ts';
import { viewOf } from './words.ts';

/** How a segment ends: `sealed` when the next one follows, `closed` when its owner gave the journal up. */
export type SegmentEnd = 'sealed' | 'closed';

/** More than a footer ever takes. */
const maxFooterBytes = 256;

/**
 * The last line of a segment.
 * @param last its newest fact, or the newest one before it where it has none
 * @param watermark the highest `seq` that is on stable storage
 */
export function encodeFooter(state: SegmentEnd, last: number, watermark: number, seed: number): Buffer {
  return sealedLine({ end: last, state, y: watermark }, seed);
}

/** Whether the last line of a file says that its owner gave the journal up. */
export function isClosed(file: OpenFile, seed: number): boolean {
  const size = file.size();
  const bytes = Buffer.alloc(Math.min(size, maxFooterBytes));
  file.read(bytes, 0, bytes.length, size - bytes.length);
  const end = bytes.length - 1;
  if (bytes[end] !== newline) return false;
  const start = bytes.lastIndexOf(newline, end - 1) + 1;
  const holds = isFooter(bytes, start) && sealedEnd(viewOf(bytes), start, end, seed) > 0;
  return holds && bytes.includes('"state":"closed"', start);
}
