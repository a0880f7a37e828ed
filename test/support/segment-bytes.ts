import { encodeFooter, type SegmentEnd } from '../../src/journal/footer.ts';
import { encodeHeader, type Header } from '../../src/journal/header.ts';
import { sealedLine } from '../../src/journal/line.ts';
import type { OpenFile } from '../../src/ports/files.ts';
import { factAt } from './sample-facts.ts';
import { SimDisk } from './sim-disk.ts';

/** The pieces of which a segment is made, byte by byte as an owner writes them. */
export const seed = 0xfeed;

export function headerAt(segment: number, first: number, previous?: Header['previous']): Header {
  const owner = { host: 'here', pid: 1 };
  return { segment, first, seed, owner, createdAt: 1_700_000_000_000, ...(previous && { previous }) };
}

export const header = (segment = 1, first = 1): Buffer => encodeHeader(headerAt(segment, first));

/** The line of fact number `seq`, with the watermark `y`. */
export const fact = (seq: number, y?: number): Buffer => sealedLine({ ...factAt(seq), ...(y && { y }) }, seed);

export const footer = (last: number, state: SegmentEnd = 'sealed', y = last): Buffer =>
  encodeFooter(state, last, y, seed);

/** A file that holds these pieces. */
export function fileOf(...pieces: readonly Uint8Array[]): OpenFile {
  const disk = new SimDisk();
  disk.put('file', Buffer.concat(pieces));
  return disk.files().open('/file', 'read');
}

export function lengthOf(...pieces: readonly Uint8Array[]): number {
  return Buffer.concat(pieces).length;
}
