import type { Json } from '../model/json.ts';
import { tagOf } from './encoded-kind.ts';

/**
 * A text that two recorded values share when they are equal by value: without regard to the order of keys, and of the
 * members of sets and maps.
 */
export function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  return canonicalObject(value as { readonly [key: string]: Json });
}

function canonicalObject(value: { readonly [key: string]: Json }): string {
  const tag = tagOf(value);
  const content = tag === undefined ? undefined : value[tag];
  if ((tag === '$set' || tag === '$map') && Array.isArray(content)) {
    return `${tag}[${content.map(canonicalText).sort().join()}]`;
  }
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`);
  return `{${fields.sort().join()}}`;
}
