import { discard, type Prepared, prepare } from './claim.ts';
import { takenOver } from './complaints.ts';
import { encodeFooter } from './footer.ts';
import type { Stretch } from './look.ts';
import type { Means } from './means.ts';
import type { Segment } from './segment.ts';
import { headerAfter, published } from './take-over.ts';

export interface Rotated {
  readonly sealed: Stretch;
  readonly next: Segment;
}

/**
 * Seals a segment and begins the next one. The old one is whole on stable storage before the next has its name. What
 * needs room on the disk comes first, so that a full disk leaves the old segment as it was.
 * @param full what stands in `segment`
 * @param synced how much of it is known to be on stable storage
 */
export function rotate(means: Means, segment: Segment, full: Stretch, synced: number): Rotated {
  const { header, last } = full;
  const footer = encodeFooter('sealed', last, synced, header.seed);
  const bytes = full.bytes + footer.length;
  const sealed = { ...full, to: bytes, bytes };
  const prepared = prepare(means.folder, headerAfter(sealed, header.segment + 1, means));
  write(means, prepared, segment, footer);
  const next = published(means.folder, prepared);
  if (next === undefined) throw takenOver(means.folder.path);
  segment.close();
  return { sealed, next };
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
