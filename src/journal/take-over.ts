import type { JournalOwner } from '../ports/journal.ts';
import type { Chain, Link } from './chain.ts';
import { discard, type Prepared, prepare, publish } from './claim.ts';
import { locked, poisoned } from './complaints.ts';
import { type Folder, segmentName } from './folder.ts';
import { isClosed } from './footer.ts';
import { type Header, readHeading } from './header.ts';
import type { Stretch } from './look.ts';
import type { Means } from './means.ts';
import { Segment } from './segment.ts';

/** The owner that has not given the journal up and is not known to be dead. */
export function holderOf(chain: Chain, { folder, owners }: Means): JournalOwner | undefined {
  const newest = chain.links.at(-1);
  if (newest === undefined || isGivenUp(folder, newest)) return undefined;
  const { owner } = newest.header;
  return owners.look(owner) === 'dead' ? undefined : owner;
}

/** Whether the newest segment ends with the word that its owner closed it. */
export function isGivenUp(folder: Folder, { header }: Link): boolean {
  return folder.using(header.segment, 'read', (file) => isClosed(file, header.seed));
}

export function refuseHeld(chain: Chain, means: Means): void {
  const holder = holderOf(chain, means);
  if (holder !== undefined) throw locked(means.folder.path, holder);
}

/**
 * Makes the next segment, and with it becomes the owner of what stands in `sound`.
 *
 * 1. All that was read is on stable storage before anything builds on it.
 * 2. The segment's name is on stable storage before anything in it is acknowledged.
 * @returns undefined where somebody was faster
 */
export function takeOver(means: Means, chain: Chain, sound: readonly Stretch[]): Segment | undefined {
  const { folder } = means;
  const newest = sound.at(-1);
  if (newest !== undefined) folder.using(newest.header.segment, 'write', (file) => file.sync());
  folder.sync();
  const prepared = prepare(folder, headerAfter(newest, chain.highest + 1, means));
  const segment = published(folder, prepared);
  return segment === undefined || isFirst(folder, chain, segment) ? segment : undefined;
}

/** Gives a segment back where it was overtaken, or where that cannot be told. */
function isFirst(folder: Folder, chain: Chain, segment: Segment): boolean {
  let isOwner = false;
  try {
    isOwner = !isOvertaken(folder, chain, segment);
  } finally {
    if (!isOwner) discard(folder, { file: segment, name: segmentName(segment.header.segment) });
  }
  return isOwner;
}

export function published(folder: Folder, prepared: Prepared): Segment | undefined {
  const file = publish(folder, prepared);
  if (file === undefined) return undefined;
  try {
    folder.sync();
  } catch (error) {
    discard(folder, { file, name: segmentName(prepared.header.segment) });
    throw poisoned(error);
  }
  return new Segment(prepared.header, file, prepared.bytes.length);
}

export function headerAfter(
  newest: Pick<Stretch, 'header' | 'last' | 'bytes'> | undefined,
  segment: number,
  means: Means,
): Header {
  const { owners, random, clock } = means;
  const previous = newest && { segment: newest.header.segment, bytes: newest.bytes };
  return {
    segment,
    first: (newest?.last ?? 0) + 1,
    ...(previous && { previous }),
    seed: random(),
    owner: owners.self(),
    createdAt: Math.trunc(clock.now()),
  };
}

/** Whether a segment has come to light, or got its header, since the chain was read. */
function isOvertaken(folder: Folder, { headless }: Chain, { header }: Segment): boolean {
  if (folder.numbers().at(-1) !== header.segment) return true;
  if (headless === undefined) return false;
  return folder.using(headless, 'read', (file) => readHeading(file, headless)).kind === 'whole';
}
