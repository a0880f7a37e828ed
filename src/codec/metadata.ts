import { ValidationError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { classNameOf, isDirect, isPlain, prototypeOf } from './prototypes.ts';
import { put } from './put.ts';
import { redactText } from './redact.ts';
import { jsonSize } from './text-size.ts';

/** Takes what must be JSON already: whatever is not is refused with its path, never dropped or changed in silence. */
interface Check {
  /** The objects that one is inside of. */
  readonly inside: object[];
  /** How many values may still come. One that stands in several places counts in each. */
  left: number;
  /** How many bytes of JSON may still come. */
  bytes: number;
}

/** How many objects and arrays may stand inside each other. */
const deepest = 100;
const most = 100_000;
const mostBytes = 400_000;
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A frozen copy of an object of JSON values.
 *
 * @param path what the object is called in paths
 * @throws ValidationError `not_json`; its `path` is that of the offending value, such as `metadata.a.b[2]`
 */
export function checkJson(value: unknown, path: string): Record<string, Json> {
  if (typeof value !== 'object' || value === null) throw refusal(path, `is ${kindOf(value)}, not an object`);
  if (guard(path, () => Array.isArray(value))) throw refusal(path, 'is an array, not an object');
  return checkJsonValue(value, path) as Record<string, Json>;
}

/**
 * A frozen copy of any JSON value.
 *
 * @throws ValidationError `not_json`, as `checkJson` does
 */
export function checkJsonValue(value: unknown, path: string): Json {
  return check({ inside: [], left: most, bytes: mostBytes }, value, path);
}

function check(state: Check, value: unknown, path: string): Json {
  state.left -= 1;
  if (state.left < 0) throw refusal(path, `comes after ${most} values, the most there may be`);
  if (typeof value === 'object' && value !== null) return checkObject(state, value, path);
  spend(state, typeof value === 'string' ? value : sample(value), path);
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'number') throw refusal(path, `is ${kindOf(value)}`);
  if (!Number.isFinite(value)) throw refusal(path, `is ${value}`);
  return value === 0 ? 0 : value;
}

/** What a value costs beside what is inside of it, as a text that is as long. */
function sample(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}

function spend(state: Check, text: string, path: string): void {
  state.bytes -= text.length > state.bytes ? Number.POSITIVE_INFINITY : jsonSize(text) + 1;
  if (state.bytes < 0) throw refusal(path, `comes after ${mostBytes} bytes, the most there may be`);
}

function checkObject(state: Check, value: object, path: string): Json {
  if (state.inside.includes(value)) throw refusal(path, 'contains itself');
  if (state.inside.length >= deepest) throw refusal(path, `is nested more than ${deepest} levels deep`);
  state.inside.push(value);
  const isArray = guard(path, () => isJsonArray(value, path));
  const copy = isArray ? copyItems(state, value as readonly unknown[], path) : copyFields(state, value, path);
  state.inside.pop();
  return Object.freeze(copy);
}

function copyItems(state: Check, items: readonly unknown[], path: string): Json[] {
  const copy: Json[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const itemPath = `${path}[${at}]`;
    const item = guard(itemPath, () => items[at]);
    copy.push(check(state, item, itemPath));
  }
  return copy;
}

function copyFields(state: Check, source: object, path: string): Record<string, Json> {
  const copy: Record<string, Json> = {};
  for (const key of guard(path, () => keysOf(source, path))) {
    const fieldPath = pathTo(path, key);
    spend(state, key, path);
    if (forbiddenKeys.has(key)) throw refusal(fieldPath, 'has a key that is not allowed');
    const field = guard(fieldPath, () => (source as Record<string, unknown>)[key]);
    put(copy, key, check(state, field, fieldPath));
  }
  return copy;
}

/** True for an array, false for a plain object; refuses all else. */
function isJsonArray(value: object, path: string): boolean {
  const prototype = prototypeOf(value);
  const isArray = Array.isArray(value);
  if (isArray ? isDirect(prototype) : isPlain(prototype)) return isArray;
  throw refusal(path, `is an instance of ${classNameOf(prototype) || 'a class'}`);
}

function keysOf(source: object, path: string): readonly string[] {
  for (const symbol of Object.getOwnPropertySymbols(source)) {
    const isSeen = Object.prototype.propertyIsEnumerable.call(source, symbol);
    if (isSeen) throw refusal(`${path}[${String(symbol)}]`, 'has a symbol as its key');
  }
  return Object.keys(source);
}

/** Getters and proxies may throw what they like. */
function guard<R>(path: string, read: () => R): R {
  try {
    return read();
  } catch (error) {
    throw error instanceof ValidationError ? error : refusal(path, 'cannot be read', error);
  }
}

function pathTo(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return `a ${typeof value}`;
}

/** Its message shows keys, and those are texts of the host. */
function refusal(given: string, fault: string, cause?: unknown): ValidationError {
  const path = redactText(given);
  const fix = 'Hand over JSON values only: text, finite numbers, booleans, null, arrays and plain objects.';
  return new ValidationError(
    'not_json',
    `The value at ${path} ${fault}.`,
    fix,
    path,
    cause === undefined ? {} : { cause },
  );
}
