import type { OpenFile } from '../ports/files.ts';
import { newline, sealedEnd, sealedLine } from './line.ts';

/** How a segment ends: `sealed` when the next one follows, `closed` when its owner gave the journal up. */
export type SegmentEnd = 'sealed' | 'closed';

/** More than a footer ever takes. */
const maxFooterBytes = 256;

/**
 * The last line of a segment.
 * @param seq its newest fact
 * @param watermark the highest `seq` that is on stable storage
 */
export function encodeFooter(end: SegmentEnd, seq: number, watermark: number, seed: number): Buffer {
  return sealedLine({ end, seq, y: watermark }, seed);
}

/** The word that a footer begins with; `start` is that of a line which `isFooter`, and whose seal holds. */
export function footerAt(bytes: Uint8Array, start: number): SegmentEnd {
  return bytes[start + '{"end":"'.length] === 'c'.charCodeAt(0) ? 'closed' : 'sealed';
}

/** Whether the last line of a file says that its owner gave the journal up. */
export function isClosed(file: OpenFile, seed: number): boolean {
  const size = file.size();
  const bytes = Buffer.alloc(Math.min(size, maxFooterBytes));
  file.read(bytes, 0, bytes.length, size - bytes.length);
  const end = bytes.length - 1;
  if (bytes[end] !== newline) return false;
  const start = bytes.lastIndexOf(newline, end - 1) + 1;
  return bytes.toString('latin1', start).startsWith('{"end":"closed"') && sealedEnd(bytes, start, end, seed) > 0;
}
