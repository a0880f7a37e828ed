import type { Json } from '../model/json.ts';
import type { Recording } from './recording.ts';
import { isSameScalar } from './scalars.ts';
import { SharedFields } from './shared.ts';

/** Stands for what a getter that throws would have told. */
const unreadable = Symbol('unreadable');

/**
 * Records the own enumerable fields of an object. Where a key could be taken for a tag, or is lost on its way through
 * a parser (`__proto__`), all keys get a dot in front: `{ $object: { '.$date': 0 } }`.
 *
 * @param earlier what was recorded at the same place before: what is the same is not judged again, and shared
 */
export function encodeFields(recording: Recording, source: object, earlier?: Json): Json {
  if (hasSymbols(source)) recording.isLossy = true;
  const keys = Object.keys(source);
  const values = valuesOf(source, keys);
  const fields = new SharedFields(earlier);
  if (fields.takeSame(keys, values, 0, recording.budget) === keys.length) return fields.value();
  if (!hasReserved(keys, fields.count)) return encodeKeys(recording, fields, keys, values, '');
  recording.budget.wrap(keys.length + 12);
  return { $object: encodeKeys(recording, new SharedFields(undefined), keys, values, '.') };
}

function encodeKeys(
  recording: Recording,
  fields: SharedFields,
  keys: readonly string[],
  values: readonly unknown[],
  mark: string,
): Json {
  for (let at = fields.count; at < keys.length; at = fields.takeSame(keys, values, at + 1, recording.budget)) {
    if (recording.budget.isSpent) {
      fields.put('…', recording.lose({ $cut: 'size' }));
      break;
    }
    encodeOther(recording, fields, keys[at] as string, mark, values[at]);
  }
  return fields.value();
}

function encodeOther(recording: Recording, fields: SharedFields, key: string, mark: string, value: unknown): void {
  const was = fields.earlier(key);
  const name = was === undefined ? mark + recording.text(key) : key;
  if (was !== undefined) recording.budget.wrap(key.length + 3);
  fields.put(name, encodeRead(recording, key, value, was));
}

/** Records the value of a key unless a rule forbids it. */
export function encodeKeyed(recording: Recording, key: string, value: unknown, earlier?: Json): Json {
  if (recording.redactor?.value(key, value, recording)) return recording.lose({ $redacted: true });
  return recording.child(key, value, earlier);
}

/** Records what a key leads to. A getter is called; where it throws, that is what is recorded. */
export function encodeField(recording: Recording, source: object, key: string): Json {
  return encodeRead(recording, key, read(source, key));
}

function encodeRead(recording: Recording, key: string, value: unknown, earlier?: Json): Json {
  if (value === unreadable) return recording.lose({ $unreadable: true });
  return isSameScalar(value, earlier) ? recording.again(value) : encodeKeyed(recording, key, value, earlier);
}

/** All at once costs half of one by one; a getter that throws, or removes other fields, makes that impossible. */
function valuesOf(source: object, keys: readonly string[]): readonly unknown[] {
  try {
    const values = Object.values(source);
    if (values.length === keys.length) return values;
  } catch {
    // The one that threw is found below.
  }
  return keys.map((key) => read(source, key));
}

function read(source: object, key: string): unknown {
  try {
    return (source as Record<string, unknown>)[key];
  } catch {
    return unreadable;
  }
}

/** @param from before this place there is none */
function hasReserved(keys: readonly string[], from: number): boolean {
  return keys.slice(from).some((key) => key.charCodeAt(0) === 0x24 || key === '__proto__');
}

function hasSymbols(source: object): boolean {
  return Object.getOwnPropertySymbols(source).some((symbol) =>
    Object.prototype.propertyIsEnumerable.call(source, symbol),
  );
}
