import { crc32 } from './checksum.ts';
import { viewOf, wordsOf } from './words.ts';

/**
 * A line of a journal: one JSON object, closed by its checksum.
 *
 *     {"seq":7, …the fact…, "y":5,"crc":"0a1b2c3d"}
 *
 * 1. `seq` comes first in the line of a fact; a footer begins with `end`, the newest `seq` before it.
 * 2. `crc` comes last: CRC-32 of all bytes before its comma, begun with the seed of the segment, as 8 hex digits.
 * 3. `y`, where it stands, comes right before it: the highest `seq` that was on stable storage when the line was made.
 */
export const newline = 10;
/** A longer line is not written, and damage where it is found. */
export const maxLineBytes = 2 ** 20;
/** What `seal` adds, with the line break. */
export const sealBytes = 19;

const encoder = new TextEncoder();
const opening = wordsOf(',"crc":"');
const closing = wordsOf('"}');
const watermark = [...encoder.encode(',"y":')];
const factMark = [...encoder.encode('{"seq":')];
const footerMark = [...encoder.encode('{"end":')];
const digits = encoder.encode('0123456789abcdef');
/** By the code of the digit; -1 for what is none. */
const hexValues = new Int8Array(256).fill(-1);
for (const [value, code] of digits.entries()) hexValues[code] = value;
const comma = 44;

/** Writes the checksum of `start..end` and the end of the line at `end`; hands back where the line ends. */
export function seal(view: DataView, start: number, end: number, seed: number): number {
  const crc = crc32(view, start, end, seed);
  let at = opening.put(view, end);
  for (let shift = 28; shift >= 0; shift -= 4) view.setUint8(at++, digits[(crc >>> shift) & 15] as number);
  at = closing.put(view, at);
  view.setUint8(at++, newline);
  return at;
}

/** A whole line made of the text of an object. */
export function sealedLine(object: object, seed: number): Buffer {
  const text = JSON.stringify(object);
  const bytes = Buffer.alloc(Buffer.byteLength(text) - 1 + sealBytes);
  const end = bytes.write(text) - 1;
  return bytes.subarray(0, seal(viewOf(bytes), 0, end, seed));
}

/** Where the sealed part of the line `start..end` (without its line break) ends; -1 where the seal does not hold. */
export function sealedEnd(view: DataView, start: number, end: number, seed: number): number {
  const body = end - sealBytes + 1;
  if (body <= start || !opening.isAt(view, body) || !closing.isAt(view, end - 2)) return -1;
  return hexAt(view, body + opening.length) === crc32(view, start, body, seed) ? body : -1;
}

export function isFact(bytes: Uint8Array, start: number): boolean {
  return has(bytes, start, factMark);
}

export function isFooter(bytes: Uint8Array, start: number): boolean {
  return has(bytes, start, footerMark);
}

/** The number that the line of a fact, or a footer, begins with; 0 where it is none that can be counted on from. */
export function seqAt(bytes: Uint8Array, start: number): number {
  let value = 0;
  let at = start + factMark.length;
  for (; isDigit(bytes[at]); at++) value = value * 10 + (bytes[at] as number) - 48;
  return bytes[at] === comma && value <= Number.MAX_SAFE_INTEGER ? value : 0;
}

/** Where the fields of the fact end: before the watermark, if the line `start..body` has one. */
export function fieldsEnd(bytes: Uint8Array, start: number, body: number): number {
  let at = body;
  while (at > start && isDigit(bytes[at - 1])) at--;
  const before = at - watermark.length;
  return at < body && before > start && has(bytes, before, watermark) ? before : body;
}

/** The watermark of a line, 0 where it has none. `fields` is what `fieldsEnd` said. */
export function watermarkAt(bytes: Uint8Array, fields: number, body: number): number {
  let value = 0;
  for (let at = fields + watermark.length; at < body; at++) value = value * 10 + (bytes[at] as number) - 48;
  return value;
}

function has(bytes: Uint8Array, at: number, text: readonly number[]): boolean {
  for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text[n]) return false;
  return true;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

/** The value of 8 lower-case hex digits; -1 where they are something else. */
function hexAt(view: DataView, start: number): number {
  let value = 0;
  let signs = 0;
  for (let at = start; at < start + 8; at++) {
    const digit = hexValues[view.getUint8(at)] as number;
    value = (value << 4) | digit;
    signs |= digit;
  }
  return signs < 0 ? -1 : value >>> 0;
}
