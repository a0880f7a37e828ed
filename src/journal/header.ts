import type { OpenFile } from '../ports/files.ts';
import type { JournalOwner } from '../ports/journal.ts';
import { newline, sealedEnd, sealedLine } from './line.ts';
import { viewOf } from './words.ts';

/** A greater major version is refused, a greater minor one is read. */
const version = 1;
const minor = 0;
/** Headers are sealed with this seed, in all versions for ever; all other lines with the one that the header gives. */
const headerSeed = 0;
const maxHeaderBytes = 2 ** 12;
/** Leaves room to count on from. */
const highestFirst = 2 ** 52;

/**
 * The first line of a segment: who writes it, where the facts before it are, and the seed of its checksums.
 *
 * 1. A header is on stable storage before the segment has its name.
 * 2. `previous` says where the segment before ends. Whatever is found behind that place is no part of the journal: its
 *    writer had been given up for dead.
 */
export interface Header {
  readonly segment: number;
  /** The `seq` of its first fact. */
  readonly first: number;
  readonly previous?: { readonly segment: number; readonly bytes: number };
  /** A random 32-bit number, so that no line of another segment passes for one of this. */
  readonly seed: number;
  readonly owner: JournalOwner;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What stands at the head of a file. `torn`: its first line never ended. */
export type Heading =
  | { readonly kind: 'whole'; readonly header: Header; readonly bytes: number }
  | { readonly kind: 'too_new'; readonly version: number }
  | { readonly kind: 'torn' }
  | { readonly kind: 'bad' };

export function encodeHeader(header: Header): Buffer {
  return sealedLine({ worktrail: 'journal', version, minor, ...header }, headerSeed);
}

export function readHeading(file: OpenFile, number: number): Heading {
  const bytes = Buffer.allocUnsafe(maxHeaderBytes);
  const filled = file.read(bytes, 0, bytes.length, 0);
  const end = bytes.subarray(0, filled).indexOf(newline);
  if (end < 0) return { kind: filled < maxHeaderBytes ? 'torn' : 'bad' };
  if (sealedEnd(viewOf(bytes), 0, end, headerSeed) < 0) return { kind: 'bad' };
  return headingOf(parsed(bytes, end), number, end + 1);
}

function headingOf(fields: Record<string, unknown> | undefined, number: number, bytes: number): Heading {
  if (fields?.['worktrail'] !== 'journal' || !isNumber(fields['version'])) return { kind: 'bad' };
  if (fields['version'] > version) return { kind: 'too_new', version: fields['version'] };
  const header = headerOf(fields);
  return header?.segment === number ? { kind: 'whole', header, bytes } : { kind: 'bad' };
}

/** A sealed line ends with a brace, so that it is an object or no JSON. */
function parsed(bytes: Buffer, end: number): Record<string, unknown> | undefined {
  try {
    return JSON.parse(bytes.toString('utf8', 0, end)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function headerOf(fields: Record<string, unknown>): Header | undefined {
  const { segment, first, previous, seed, owner, createdAt } = fields;
  if (!isNumber(segment) || !isNumber(first) || !isNumber(seed) || !isNumber(createdAt)) return undefined;
  if (first > highestFirst) return undefined;
  if (!isObject(owner) || !isNumber(owner['pid']) || typeof owner['host'] !== 'string') return undefined;
  if (previous !== undefined && !(isPlace(previous) && previous.segment < segment)) return undefined;
  return { segment, first, seed, createdAt, owner: owner as unknown as JournalOwner, ...(previous && { previous }) };
}

function isPlace(value: unknown): value is { segment: number; bytes: number } {
  return isObject(value) && isNumber(value['segment']) && isNumber(value['bytes']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
