import type { Json } from '../model/json.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { brandOf, classNameOf, prototypeOf } from './prototypes.ts';
import type { Recording } from './recording.ts';

/** The kinds of binary data that are given back. */
const kinds: readonly string[] = [
  'ArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Buffer',
];

/** What binary data is made with: a buffer with as many bytes as the data has. */
interface Maker {
  new (buffer: ArrayBuffer): unknown;
  from?(buffer: ArrayBuffer): unknown;
}

/** Records binary data as `{ $bytes: [kind, Base64] }`; undefined for everything else. */
export function encodeBytes(recording: Recording, value: object): Json | undefined {
  const bytes = bytesOf(value);
  if (bytes === undefined) return undefined;
  const name = classNameOf(prototypeOf(value));
  const size = Math.ceil(bytes.byteLength / 3) * 4;
  if (!recording.budget.has(size)) return recording.lose({ $cut: 'size' });
  recording.budget.wrap(size + 30);
  if (!kinds.includes(name)) recording.isLossy = true;
  return { $bytes: [kinds.includes(name) ? name : brandOf(value), toBase64(bytes)] };
}

/** @throws where the kind is not known, the text is not Base64, or its length does not suit the kind */
export function decodeBytes(kind: string, base64: string): unknown {
  const { buffer } = fromBase64(base64);
  if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') return buffer;
  const maker = kinds.includes(kind) ? (globalThis as unknown as Record<string, Maker | undefined>)[kind] : undefined;
  if (kind === 'Buffer') return maker?.from?.(buffer) ?? new Uint8Array(buffer);
  if (maker === undefined) throw new TypeError(`There is no ${kind}.`);
  return new maker(buffer);
}

/** The bytes that a value shows; of a view these are not all of its buffer. */
function bytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const brand = brandOf(value);
  const isBuffer = brand === 'ArrayBuffer' || brand === 'SharedArrayBuffer';
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined;
}
