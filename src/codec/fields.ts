import type { Json } from '../model/json.ts';
import { put } from './put.ts';
import type { Recording } from './recording.ts';

/**
 * Records the own enumerable fields of an object. Where a key could be taken for a tag, or is lost on its way through
 * a parser (`__proto__`), all keys get a dot in front: `{ $object: { '.$date': 0 } }`.
 */
export function encodeFields(recording: Recording, source: object): Json {
  if (hasSymbols(source)) recording.isLossy = true;
  const keys = Object.keys(source);
  const isEscaped = keys.some(isReserved);
  const fields = {};
  if (isEscaped) recording.budget.wrap(keys.length + 12);
  for (const key of keys) {
    if (recording.budget.isSpent) {
      put(fields, '…', recording.lose({ $cut: 'size' }));
      break;
    }
    const name = recording.text(key);
    put(fields, isEscaped ? `.${name}` : name, encodeField(recording, source, key));
  }
  return isEscaped ? { $object: fields } : fields;
}

/** Records the value of a key unless a rule forbids it. */
export function encodeKeyed(recording: Recording, key: string, value: unknown): Json {
  if (recording.redactor?.value(key, value, recording)) return recording.lose({ $redacted: true });
  return recording.child(key, value);
}

/** Records what a key leads to. A getter is called; where it throws, that is what is recorded. */
export function encodeField(recording: Recording, source: object, key: string): Json {
  let value: unknown;
  try {
    value = (source as Record<string, unknown>)[key];
  } catch {
    return recording.lose({ $unreadable: true });
  }
  return encodeKeyed(recording, key, value);
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
