import { decodeBytes } from './bytes.ts';
import { decodeError } from './error-value.ts';
import { put } from './put.ts';

/**
 * Gives back what `encode` recorded, made anew.
 *
 * 1. It takes any JSON, also from a file of a stranger: it never throws, and writes into no prototype.
 * 2. A tag that is unknown or malformed stays the object that it is.
 * 3. What was not recorded is a text in square brackets, such as `[redacted]`; an instance of a class is an object
 *    with its fields.
 */
const deepest = 1000;

/** Undefined where the content does not suit the tag, else the value in a box: it may be undefined itself. */
type Boxed = { readonly value: unknown } | undefined;
type Decoder = (content: unknown, depth: number) => Boxed;

/** @example decode({ at: { $date: 0 } }) // { at: new Date(0) } */
export function decode(value: unknown): unknown {
  return decodeAt(value, 0);
}

function decodeAt(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[cut]';
  if (Array.isArray(value)) return decodeItems(value, depth + 1);
  const keys = Object.keys(value);
  const [tag = ''] = keys;
  const isTagged = keys.length === 1 && tag.startsWith('$');
  const decoded = isTagged ? decodeTagged(tag, (value as Record<string, unknown>)[tag], depth + 1) : undefined;
  return decoded === undefined ? decodeFields(value, keys, depth + 1) : decoded.value;
}

function decodeItems(items: readonly unknown[], depth: number): unknown[] {
  const decoded: unknown[] = [];
  for (const [at, item] of items.entries()) if (!isHole(item)) decoded[at] = decodeAt(item, depth);
  decoded.length = items.length;
  return decoded;
}

function isHole(item: unknown): boolean {
  return typeof item === 'object' && item !== null && '$hole' in item;
}

/** A copy made at once has all fields as own ones, whatever their names: mostly little is left to decode. */
function decodeFields(source: object, keys: readonly string[], depth: number): object {
  const fields: Record<string, unknown> = { ...source };
  const values = Object.values(source);
  for (let at = 0; at < keys.length; at += 1) {
    if (typeof values[at] === 'object') fields[keys[at] as string] = decodeAt(values[at], depth);
  }
  return fields;
}

function decodeTagged(tag: string, content: unknown, depth: number): Boxed {
  try {
    return decoders.get(tag)?.(content, depth);
  } catch {
    return undefined;
  }
}

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['$undefined', () => ({ value: undefined })],
  ['$number', (text) => (isOddNumber(text) ? { value: Number(text) } : undefined)],
  ['$bigint', (text) => (isDigits(text) ? { value: BigInt(text) } : undefined)],
  ['$string', (parts) => (isPair(parts) ? { value: `${String(parts[0])}…` } : undefined)],
  [
    '$date',
    (time) => (time === null || typeof time === 'number' ? { value: new Date(time ?? Number.NaN) } : undefined),
  ],
  // oxlint-disable-next-line house/no-slow-regexp -- the host's own, given back: it is never matched here
  ['$regexp', (parts) => (isPair(parts) ? { value: new RegExp(String(parts[0]), String(parts[1])) } : undefined)],
  ['$url', (href) => ({ value: new URL(String(href)) })],
  ['$bytes', (parts) => (isPair(parts) ? { value: decodeBytes(String(parts[0]), String(parts[1])) } : undefined)],
  ['$map', decodeMap],
  ['$set', (members, depth) => (Array.isArray(members) ? { value: new Set(decodeItems(members, depth)) } : undefined)],
  ['$object', (fields, depth) => (isRecord(fields) ? { value: decodeEscaped(fields, depth) } : undefined)],
  ['$instance', (content, depth) => (isRecord(content) ? { value: decodeAt(content['fields'], depth) } : undefined)],
  ['$error', decodeErrorTag],
  ['$symbol', (name) => ({ value: `[symbol ${String(name)}]` })],
  ['$function', (name) => ({ value: `[function ${String(name)}]` })],
  ['$redacted', () => ({ value: '[redacted]' })],
  ['$unreadable', () => ({ value: '[unreadable]' })],
  ['$cycle', () => ({ value: '[cycle]' })],
  ['$cut', () => ({ value: '[cut]' })],
]);

function decodeMap(entries: unknown, depth: number): Boxed {
  if (!Array.isArray(entries) || !entries.every(isPair)) return undefined;
  return { value: new Map(entries.map(([key, value]) => [decodeAt(key, depth), decodeAt(value, depth)])) };
}

function decodeEscaped(fields: Readonly<Record<string, unknown>>, depth: number): object {
  const decoded = {};
  for (const [key, field] of Object.entries(fields)) {
    put(decoded, key.startsWith('.') ? key.slice(1) : key, decodeAt(field, depth));
  }
  return decoded;
}

function decodeErrorTag(content: unknown, depth: number): Boxed {
  if (!isRecord(content) || typeof content['class'] !== 'string') return undefined;
  const parts = Object.entries(content).map(([part, value]) => [part, decodeAt(value, depth)] as const);
  return { value: decodeError(content['class'], new Map(parts)) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

function isOddNumber(text: unknown): text is string {
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity' || text === '-0';
}

/** Longer numbers than `encode` writes take long to read. */
function isDigits(text: unknown): text is string {
  return typeof text === 'string' && text.length < 20_000 && /^-?\d+$/.test(text);
}
