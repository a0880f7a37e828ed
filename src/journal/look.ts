import type { OpenFile } from '../ports/files.ts';
import type { Link } from './chain.ts';
import { type Scan, scan } from './scan.ts';

/** A segment that was looked through: the facts `header.first..last` stand in the bytes `from..bytes`. */
export interface Stretch extends Link {
  readonly last: number;
  readonly bytes: number;
  /** Where the last fact stands; known of the newest segment only. */
  readonly lastLine?: Scan['lastLine'] | undefined;
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
 * @param since where all facts are at or below it, the segment is taken at its word
 */
export function look(file: OpenFile, link: Link, next: Link | undefined, since: number): Look {
  return next === undefined ? outer(file, link) : inner(file, link, next, since);
}

/**
 * A segment that another one follows, which says where this one ends. Facts that stand right behind that place are
 * those of an owner who went on after it was given up; anything else is a cut that was not carried out yet.
 */
function inner(file: OpenFile, link: Link, next: Link, since: number): Look {
  const { header, from } = link;
  const [to, last] = [next.header.previous?.bytes ?? 0, next.header.first - 1];
  const size = file.size();
  const behind = size > to ? scan(file, header.seed, last + 1, to, size) : undefined;
  const lost = behind ? behind.last - last : 0;
  const found: Found = lost > 0 ? { lost, forked: true } : { lost: 0 };
  if (last <= since) return { stretch: { ...link, last, bytes: to }, found };
  const run = scan(file, header.seed, header.first, from, to);
  if (run.bytes === to && run.last === last) return { stretch: { ...link, last, bytes: to }, found };
  return { stretch: { ...link, last: run.last, bytes: run.bytes }, found: { lost: 0, damaged: to - run.bytes } };
}

/** The newest segment. */
function outer(file: OpenFile, link: Link): Look {
  const run = scan(file, link.header.seed, link.header.first, link.from, file.size());
  const { last, bytes, lastLine } = run;
  return { stretch: { ...link, last, bytes, lastLine }, found: foundBehind(run) };
}

function foundBehind({ excess, last }: Scan): Found {
  if (excess.bytes === 0) return { lost: 0 };
  const lost = Math.max(0, excess.newest - last);
  return excess.promised > last ? { lost, damaged: excess.bytes } : { lost, torn: true };
}
