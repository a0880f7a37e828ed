import type { Json } from '../model/json.ts';
import { encodeBytes } from './bytes.ts';
import { encodeError } from './error-value.ts';
import { encodeKeyed } from './fields.ts';
import { brandOf, isDirect, prototypeOf } from './prototypes.ts';
import type { Recording } from './recording.ts';

/**
 * Records what the language brings along; undefined for everything else. The methods of the language itself are used:
 * those that an object has may be the host's, and throw where it only feigns to be of that kind.
 */
export function encodeBuiltin(recording: Recording, value: object): Json | undefined {
  if (value instanceof Error) return encodeError(recording, value);
  switch (brandOf(value)) {
    case 'Date':
      return isReally(() => Date.prototype.getTime.call(value)) ? encodeDate(recording, value as Date) : undefined;
    case 'Map':
      return isReally(() => Map.prototype.keys.call(value))
        ? encodeMap(recording, value as Map<unknown, unknown>)
        : undefined;
    case 'Set':
      return isReally(() => Set.prototype.keys.call(value)) ? encodeSet(recording, value as Set<unknown>) : undefined;
    case 'RegExp':
      return isReally(() => sourceOf(value as RegExp)) ? encodeRegExp(recording, value as RegExp) : undefined;
    case 'URL':
      return isReally(() => hrefOf(value as URL)) ? encodeUrl(recording, value as URL) : undefined;
    case 'Error':
      return encodeError(recording, value);
    default:
      return encodeBytes(recording, value);
  }
}

function isReally(probe: () => unknown): boolean {
  try {
    probe();
    return true;
  } catch {
    return false;
  }
}

/** Subclasses, and fields that the host added, cannot be given back. */
function noteExtras(recording: Recording, value: object): void {
  if (!isDirect(prototypeOf(value)) || Object.keys(value).length > 0) recording.isLossy = true;
}

function encodeDate(recording: Recording, date: Date): Json {
  noteExtras(recording, date);
  const time = Date.prototype.getTime.call(date);
  recording.budget.wrap(24);
  return { $date: Number.isNaN(time) ? null : time };
}

function encodeMap(recording: Recording, map: Map<unknown, unknown>): Json {
  noteExtras(recording, map);
  recording.budget.wrap(9);
  const entries: Json[] = [];
  for (const [key, value] of Map.prototype.entries.call(map)) {
    if (recording.budget.isSpent) {
      entries.push(['…', recording.lose({ $cut: 'size' })]);
      break;
    }
    entries.push(encodeEntry(recording, key, value));
  }
  return { $map: entries };
}

function encodeEntry(recording: Recording, key: unknown, value: unknown): Json {
  recording.budget.wrap(3);
  if (typeof key === 'string') return [recording.text(key), encodeKeyed(recording, key, value)];
  return [recording.child('', key), recording.child('', value)];
}

function encodeSet(recording: Recording, set: Set<unknown>): Json {
  noteExtras(recording, set);
  recording.budget.wrap(9);
  const members: Json[] = [];
  for (const member of Set.prototype.values.call(set)) {
    if (recording.budget.isSpent) {
      members.push(recording.lose({ $cut: 'size' }));
      break;
    }
    members.push(recording.child(members.length, member));
  }
  return { $set: members };
}

function encodeRegExp(recording: Recording, pattern: RegExp): Json {
  noteExtras(recording, pattern);
  recording.budget.wrap(16);
  return { $regexp: [recording.text(sourceOf(pattern)), flagsOf(pattern)] };
}

function encodeUrl(recording: Recording, url: URL): Json {
  noteExtras(recording, url);
  recording.budget.wrap(8);
  return { $url: recording.text(hrefOf(url)) };
}

function sourceOf(pattern: RegExp): string {
  return Reflect.get(RegExp.prototype, 'source', pattern);
}

function flagsOf(pattern: RegExp): string {
  return Reflect.get(RegExp.prototype, 'flags', pattern);
}

function hrefOf(url: URL): string {
  return Reflect.get(URL.prototype, 'href', url);
}
