import { discard, type Prepared, prepare } from './claim.ts';
import { takenOver } from './complaints.ts';
import type { Stretch } from './examine.ts';
import { encodeFooter } from './footer.ts';
import type { Means } from './means.ts';
import type { Segment } from './segment.ts';
import { headerAfter, published } from './take-over.ts';

/** What a rotation needs to know of the segment that is full. */
export interface Full {
  readonly segment: Segment;
  /** Where its lines begin. */
  readonly from: number;
  /** Its newest fact. */
  readonly last: number;
  readonly synced: number;
}

/**
 * Seals a segment and begins the next one. The old one is whole on stable storage before the next has its name. What
 * needs room on the disk comes first, so that a full disk leaves the old segment as it was.
 */
export function rotate(means: Means, full: Full): { readonly next: Segment; readonly sealed: Stretch } {
  const { segment, from, last, synced } = full;
  const { header } = segment;
  const footer = encodeFooter('sealed', last, synced, header.seed);
  const size = segment.size;
  const bytes = size + footer.length;
  const prepared = prepare(means.folder, headerAfter({ header, last, bytes }, header.segment + 1, means));
  write(means, prepared, segment, footer);
  const next = published(means.folder, prepared);
  if (next === undefined) throw takenOver(means.folder.path);
  segment.close();
  return { next, sealed: { header, from, to: bytes, last, bytes } };
}

function write({ folder }: Means, prepared: Prepared, segment: Segment, footer: Buffer): void {
  try {
    segment.write(footer, footer.length);
    segment.sync();
  } catch (error) {
    discard(folder, prepared);
    throw error;
  }
}
