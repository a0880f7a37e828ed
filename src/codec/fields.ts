import type { Json } from '../model/json.ts';
import type { Recording } from './recording.ts';
import { isSameScalar } from './scalars.ts';
import { SharedFields } from './shared.ts';

/**
 * Records the own enumerable fields of an object. Where a key could be taken for a tag, or is lost on its way through
 * a parser (`__proto__`), all keys get a dot in front: `{ $object: { '.$date': 0 } }`.
 *
 * @param earlier what was recorded at the same place before: what is the same is not judged again, and shared
 */
export function encodeFields(recording: Recording, source: object, earlier?: Json): Json {
  if (hasSymbols(source)) recording.isLossy = true;
  const keys = Object.keys(source);
  if (!keys.some(isReserved)) return encodeKeys(recording, source, keys, '', earlier);
  recording.budget.wrap(keys.length + 12);
  return { $object: encodeKeys(recording, source, keys, '.', undefined) };
}

function encodeKeys(
  recording: Recording,
  source: object,
  keys: readonly string[],
  mark: string,
  earlier: Json | undefined,
): Json {
  const fields = new SharedFields(earlier);
  for (const key of keys) {
    if (recording.budget.isSpent) {
      fields.put('…', recording.lose({ $cut: 'size' }), undefined);
      break;
    }
    const was = fields.earlier(key);
    const name = was === undefined ? mark + recording.text(key) : key;
    if (was !== undefined) recording.budget.wrap(key.length + 3);
    fields.put(name, encodeField(recording, source, key, was), was);
  }
  return fields.value();
}

/** Records the value of a key unless a rule forbids it. */
export function encodeKeyed(recording: Recording, key: string, value: unknown, earlier?: Json): Json {
  if (recording.redactor?.value(key, value, recording)) return recording.lose({ $redacted: true });
  return recording.child(key, value, earlier);
}

/** Records what a key leads to. A getter is called; where it throws, that is what is recorded. */
export function encodeField(recording: Recording, source: object, key: string, earlier?: Json): Json {
  let value: unknown;
  try {
    value = (source as Record<string, unknown>)[key];
  } catch {
    return recording.lose({ $unreadable: true });
  }
  return isSameScalar(value, earlier) ? recording.again(value) : encodeKeyed(recording, key, value, earlier);
}

function isReserved(key: string): boolean {
  return key.charCodeAt(0) === 0x24 || key === '__proto__';
}

function hasSymbols(source: object): boolean {
  for (const symbol of Object.getOwnPropertySymbols(source)) {
    if (Object.prototype.propertyIsEnumerable.call(source, symbol)) return true;
  }
  return false;
}
