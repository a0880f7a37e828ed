import type { Container } from '../model/change.ts';
import type { Json } from '../model/json.ts';

/**
 * What a recorded value stands for. An object with one key that begins with `$` is a tagged value, such as
 * `{ $date: … }`: a leaf, but for a `$map` whose keys are distinct strings, which holds fields as an object does.
 */
export type Entries = readonly (readonly [string, Json])[];

/** The kind of a container, empty ones included; undefined for a leaf. */
export function containerOf(value: Json): Container | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return 'array';
  const tag = tagOf(value);
  if (tag === undefined) return 'object';
  return tag === '$map' && hasStringKeys(entriesOf(value)) ? 'map' : undefined;
}

/** The type that a user would name: `null`, `array`, `object`, `map`, `set`, `date`, `number`, … */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'array';
  return tagOf(value)?.slice(1) ?? 'object';
}

/** The tag of a tagged value. */
export function tagOf(value: object): string | undefined {
  let tag: string | undefined;
  for (const key in value) {
    if (tag !== undefined || !key.startsWith('$')) return undefined;
    tag = key;
  }
  return tag;
}

/** The entries of a `$map`, in its order. */
export function entriesOf(map: Json): Entries {
  return (map as { readonly $map: Entries }).$map;
}

export function isEmpty(container: Json, kind: Container): boolean {
  if (kind === 'array') return (container as readonly Json[]).length === 0;
  if (kind === 'map') return entriesOf(container).length === 0;
  for (const _key in container as object) return false;
  return true;
}

/** The fields of a container by token: its keys, or its indices. */
export function fieldsOf(container: Json, kind: Container): Entries {
  if (kind === 'map') return entriesOf(container);
  return Object.entries(container as { readonly [key: string]: Json });
}

function hasStringKeys(entries: unknown): boolean {
  if (!Array.isArray(entries)) return false;
  const keys = new Set<string>();
  for (const entry of entries as readonly unknown[]) {
    if (Array.isArray(entry) && typeof entry[0] === 'string') keys.add(entry[0]);
  }
  return keys.size === entries.length;
}
