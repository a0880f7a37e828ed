import type { Json } from '../model/json.ts';
import { Recorder } from './recorder.ts';
import type { Redactor } from './redact.ts';
import type { Tally } from './tally.ts';

/**
 * Records any value of the host as JSON.
 *
 * 1. Numbers, strings, booleans, null, plain objects and arrays stand for themselves. What JSON has no word for is an
 *    object with one key that begins with `$`, such as `{ $date: 0 }`; no other recorded object has such a key.
 * 2. `JSON.parse(JSON.stringify(value))` equals the recorded value, and `decode` gives the host's value back unless it
 *    is `lossy`.
 * 3. Nothing of the host is called but getters, and nothing of it is changed. Whatever throws is `{ $unreadable: true }`.
 * 4. The size is bounded by the caps, whatever is handed over.
 */
export interface Caps {
  /** How many objects, arrays and the like may stand inside each other; at most 500. */
  readonly depth: number;
  /** How many values there may be in all. */
  readonly nodes: number;
  /** The length of the JSON text in UTF-8. Markers of what was cut may add a few hundred. */
  readonly bytes: number;
  /** The length of a single text, as JSON in UTF-8. Default: `bytes`. */
  readonly text?: number;
}

export const defaultCaps: Caps = Object.freeze({ depth: 32, nodes: 10_000, bytes: 65_536 });

export interface Encoded {
  readonly value: Json;
  /** Whether something was cut, redacted or cannot be given back: functions, symbols, instances of classes, cycles. */
  readonly lossy: boolean;
}

interface EncodeOptions {
  /** Default: `defaultCaps`. */
  readonly caps?: Caps;
  /** Default: nothing is redacted. */
  readonly redact?: Redactor;
  /** Default: `cut`, which leaves a marker. */
  readonly cycles?: 'cut' | 'refuse';
  /** Where what a cap cuts away is counted. */
  readonly tally?: Tally | undefined;
  /**
   * What was recorded of the value before: objects and arrays in which nothing is different are those of that record,
   * and texts, numbers and flags that are the same are not judged again, nor weighed to the byte. Default: nothing was.
   */
  readonly earlier?: Json | undefined;
}

/**
 * @throws ValidationError `cyclic`, with the JSON Pointer of the value that contains itself, where cycles are refused
 * @example encode({ at: new Date(0) }) // { value: { at: { $date: 0 } }, lossy: false }
 */
export function encode(value: unknown, options: EncodeOptions = {}): Encoded {
  if (isPlainScalar(value)) return { value, lossy: false };
  const recorder = new Recorder(options.caps ?? defaultCaps, options.redact, options.cycles === 'refuse');
  const recorded = recorder.value(value, options.earlier);
  if (options.tally) options.tally.cuts += recorder.cuts;
  return { value: recorded, lossy: recorder.isLossy };
}

/** What is recorded as it stands. Most results are such; strings may have to be cut or redacted. */
export function isPlainScalar(value: unknown): value is null | boolean | number {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || typeof value === 'boolean';
}
