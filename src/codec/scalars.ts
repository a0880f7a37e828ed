import type { Json } from '../model/json.ts';
import type { Recording } from './recording.ts';

/** Turning a larger one into decimals takes longer than its digits are worth. */
const largestBigInt = 1n << 65_536n;

/** Functions are among them: nothing inside them is recorded. */
export type Scalar =
  | string
  | number
  | boolean
  | undefined
  | bigint
  | symbol
  | null
  | { (): void; readonly name: unknown };

export function encodeScalar(recording: Recording, value: Scalar): Json {
  switch (typeof value) {
    case 'string':
      return encodeText(recording, value);
    case 'number':
      return encodeNumber(recording, value);
    case 'boolean':
      return paid(recording, 5, value);
    case 'undefined':
      return paid(recording, 19, { $undefined: true });
    case 'bigint':
      return encodeBigInt(recording, value);
    case 'symbol':
      return named(recording, '$symbol', value.description ?? '');
    case 'function':
      return named(recording, '$function', nameOf(value));
    default:
      return paid(recording, 4, value satisfies null);
  }
}

/** Such a value was judged when it was recorded: what was confidential in it has been masked, and differs. */
export function isSameScalar(value: unknown, earlier: Json | undefined): value is string | number | boolean {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar && Object.is(value, earlier);
}

/** What such a value is weighed at, in bytes without its separator: not to the byte. */
export function weightOf(value: string | number | boolean): number {
  if (typeof value === 'string') return value.length + 2;
  return typeof value === 'number' ? 1 : 5;
}

function paid(recording: Recording, bytes: number, value: Json): Json {
  recording.budget.node(bytes);
  return value;
}

function encodeText(recording: Recording, text: string): Json {
  recording.budget.node(0);
  const { cuts } = recording.budget;
  const kept = recording.text(text);
  return recording.budget.cuts > cuts ? { $string: [kept, text.length] } : kept;
}

function encodeNumber(recording: Recording, value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return paid(recording, numberSize(value), value);
  return paid(recording, 24, { $number: Object.is(value, -0) ? '-0' : String(value) });
}

function numberSize(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value >= 1e9) return String(value).length;
  let digits = 1;
  for (let next = 10; next <= value; next *= 10) digits += 1;
  return digits;
}

function encodeBigInt(recording: Recording, value: bigint): Json {
  const isLarge = value > largestBigInt || value < -largestBigInt;
  const digits = isLarge ? '' : String(value);
  if (isLarge || !recording.budget.has(digits.length)) return recording.lose({ $cut: 'size' });
  return paid(recording, digits.length + 14, { $bigint: digits });
}

function named(recording: Recording, tag: '$symbol' | '$function', name: string): Json {
  return recording.lose({ [tag]: recording.text(name) });
}

function nameOf(value: { readonly name: unknown }): string {
  try {
    return typeof value.name === 'string' ? value.name : '';
  } catch {
    return '';
  }
}
