import type { OpenFile } from '../ports/files.ts';
import type { Link } from './chain.ts';
import { type Scan, scan } from './scan.ts';
import { type Place, placeIn, type Vouched } from './vouched.ts';

/** A segment that was looked through: the facts `header.first..last` stand in the bytes `from..bytes`. */
export interface Stretch extends Link {
  readonly last: number;
  readonly bytes: number;
  /** Where the last fact stands; known of the newest segment only. */
  readonly lastLine?: Scan['lastLine'] | undefined;
  /** From where on it was looked through, where that is not from its beginning. */
  readonly begun?: Pick<Place, 'seq' | 'offset'> | undefined;
}

/** What one segment holds behind its good part. */
export interface Found {
  readonly torn?: boolean;
  readonly forked?: boolean;
  /** How many bytes of what was promised cannot be read. */
  readonly damaged?: number;
  readonly lost: number;
}
interface Look {
  readonly stretch: Stretch;
  readonly found: Found;
}

/**
 * Looks through one segment.
 * @param next the one that follows
 * @param vouched facts that are taken at their word
 */
export function look(file: OpenFile, link: Link, next: Link | undefined, vouched: Vouched): Look {
  return next === undefined ? outer(file, link, vouched) : inner(file, link, next, vouched);
}

/**
 * A segment that another one follows, which says where this one ends. Facts that stand right behind that place are
 * those of an owner who went on after it was given up; anything else is a cut that was not carried out yet.
 */
function inner(file: OpenFile, link: Link, next: Link, vouched: Vouched): Look {
  const { header } = link;
  const [to, last] = [next.header.previous?.bytes ?? 0, next.header.first - 1];
  const size = file.size();
  const behind = size > to ? scan(file, header.seed, last + 1, to, size) : undefined;
  const lost = behind ? behind.last - last : 0;
  const found: Found = lost > 0 ? { lost, forked: true } : { lost: 0 };
  if (last <= vouched.upTo && !vouched.isLookedAt) return { stretch: { ...link, last, bytes: to }, found };
  const { run, ...begun } = runIn(file, link, to, vouched);
  if (run.bytes === to && run.last === last) return { stretch: { ...link, ...begun, last, bytes: to }, found };
  const stretch = { ...link, ...begun, last: run.last, bytes: run.bytes };
  return { stretch, found: { lost: 0, damaged: to - run.bytes } };
}

/** The newest segment. */
function outer(file: OpenFile, link: Link, vouched: Vouched): Look {
  const { run, ...begun } = runIn(file, link, file.size(), vouched);
  const { last, bytes, lastLine } = run;
  const promised = vouched.isLookedAt ? (placeIn(file, link.header, vouched)?.seq ?? 0) : 0;
  return { stretch: { ...link, ...begun, last, bytes, lastLine }, found: foundBehind(run, promised) };
}

/** Scans what is not vouched for. */
function runIn(
  file: OpenFile,
  link: Link,
  to: number,
  vouched: Vouched,
): Pick<Stretch, 'begun'> & { readonly run: Scan } {
  const { header, from } = link;
  const place = vouched.isLookedAt ? undefined : placeIn(file, header, vouched);
  if (!place || place.offset > to) return { run: scan(file, header.seed, header.first, from, to) };
  const { seq, offset, line } = place;
  const run = scan(file, header.seed, seq + 1, offset, to);
  return { run: { ...run, lastLine: run.lastLine ?? line }, begun: { seq, offset } };
}

/** @param promised by others than these lines */
function foundBehind({ excess, last }: Scan, promised: number): Found {
  if (excess.bytes === 0) return { lost: 0 };
  const lost = Math.max(0, excess.newest - last);
  return Math.max(excess.promised, promised) > last ? { lost, damaged: excess.bytes } : { lost, torn: true };
}
