import type { OpenFile } from '../ports/files.ts';
import type { JournalOwner } from '../ports/journal.ts';
import type { Chain, Link } from './chain.ts';
import { isShallow } from './depth.ts';
import { type Folder, segmentName } from './folder.ts';
import { readHeading } from './header.ts';
import { type Found, look, type Stretch } from './look.ts';
import { scan } from './scan.ts';
import { nothingVouched, type Vouched } from './vouched.ts';

/** A place from which on nothing can be read although it was promised. */
export interface Damage {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  /** The first fact that is missing. */
  readonly seq: number;
}

export interface Examination {
  readonly verdict: 'new' | 'clean' | 'torn' | 'forked' | 'corrupt';
  /** All that can be read, in order. */
  readonly stretches: readonly Stretch[];
  readonly last: number;
  /** Facts that are known to have been there, for later ones were found, and cannot be read. */
  readonly lost: number;
  readonly damage: Damage | undefined;
  readonly owner: JournalOwner | undefined;
  readonly lastSeenAt: number | undefined;
}

/**
 * Looks through the segments of a chain. What comes to light behind the last good line is
 * - torn, where no later line says that it had been on stable storage: the disk owed us nothing;
 * - corrupt, where one does, or where a next segment begins, for that is made only after the one before is safe.
 * @param vouched facts that are taken at their word. Default: none
 */
export function examine(folder: Folder, chain: Chain, vouched: Vouched = nothingVouched): Examination {
  const stretches: Stretch[] = [];
  const doubts = new Doubts();
  for (const [index, link] of chain.links.entries()) {
    const next = chain.links[index + 1];
    const { stretch, found } = folder.using(link.header.segment, 'read', (file) => look(file, link, next, vouched));
    stretches.push(stretch);
    if (doubts.add(link, stretch, found)) break;
  }
  return summed(folder, chain, stretches, doubts);
}

/** What speaks against a journal, gathered segment by segment. */
class Doubts {
  torn = false;
  forked = false;
  damage: Damage | undefined;
  lost = 0;

  /** @returns whether reading ends here */
  add({ header }: Link, stretch: Stretch, found: Found): boolean {
    this.torn ||= found.torn === true;
    this.forked ||= found.forked === true;
    this.lost += found.lost;
    if (found.damaged === undefined) return false;
    const file = segmentName(header.segment);
    this.damage = { file, offset: stretch.bytes, length: found.damaged, seq: stretch.last + 1 };
    return true;
  }
}

function summed(folder: Folder, chain: Chain, stretches: readonly Stretch[], doubts: Doubts): Examination {
  const newest = stretches.at(-1);
  const last = newest?.last ?? 0;
  const damage = doubts.damage ?? brokenAt(folder, chain, last);
  const lost = damage ? Math.max(doubts.lost, newestBehind(folder, newest?.header.segment ?? 0) - last) : doubts.lost;
  return {
    verdict: damage ? 'corrupt' : verdictOf(chain, doubts),
    stretches,
    last,
    lost,
    damage,
    owner: newest?.header.owner,
    lastSeenAt: newest && lastSign(folder, newest),
  };
}

function verdictOf(chain: Chain, { torn, forked }: Doubts): 'new' | 'clean' | 'torn' | 'forked' {
  if (forked) return 'forked';
  if (torn || chain.headless !== undefined) return 'torn';
  return chain.links.length === 0 ? 'new' : 'clean';
}

function brokenAt(folder: Folder, { broken }: Chain, last: number): Damage | undefined {
  if (broken === undefined) return undefined;
  const there = folder.numbers().includes(broken);
  const length = there ? folder.using(broken, 'read', (file) => file.size()) : 0;
  return { file: segmentName(broken), offset: 0, length, seq: last + 1 };
}

/** The newest whole fact in the segments behind `number`. */
function newestBehind(folder: Folder, number: number): number {
  let newest = 0;
  for (const later of folder.numbers().filter((each) => each > number)) {
    newest = Math.max(
      newest,
      folder.using(later, 'read', (file) => newestIn(file, later)),
    );
  }
  return newest;
}

function newestIn(file: OpenFile, number: number): number {
  const heading = readHeading(file, number);
  if (heading.kind !== 'whole') return 0;
  const { header, bytes } = heading;
  const run = scan(file, header.seed, header.first, bytes, file.size());
  return Math.max(run.last, run.excess.newest);
}

/** The time of the newest fact of a segment, or of its beginning where it has none. */
function lastSign(folder: Folder, { header, lastLine }: Stretch): number {
  if (lastLine === undefined) return header.createdAt;
  const bytes = Buffer.alloc(lastLine.length);
  folder.using(header.segment, 'read', (file) => file.read(bytes, 0, bytes.length, lastLine.offset));
  const { timestamp } = isShallow(bytes, 0, bytes.length) ? parsed(bytes) : {};
  return typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp : header.createdAt;
}

/** Whoever forged a line is found out when it is read. */
function parsed(line: Buffer): { readonly timestamp?: unknown } {
  try {
    return JSON.parse(line.toString()) as { readonly timestamp?: unknown };
  } catch {
    return {};
  }
}
