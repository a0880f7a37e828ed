import { fitting, jsonSize } from '../codec/text-size.ts';
import { put } from '../codec/put.ts';
import type { Tally } from '../codec/tally.ts';
import type { LeafChange } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { containerOf, entriesOf, fieldsOf } from '../views/encoded-kind.ts';
import { tokensOf } from '../views/pointer.ts';

/** The most that is kept of one leaf, and of one key, in bytes of JSON: two leaves and a path fit into one line. */
export const leafBytes = 131_072;
const keyBytes = 1024;

/** Whether changes of a value that fits into lines of a journal, leaf by leaf, lead to one that does. */
export function areFitting(changes: readonly LeafChange[]): boolean {
  return changes.every(({ path, after }) => after === undefined || (isPathFitting(path) && fits(after)));
}

function fits(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const kind = containerOf(value);
  if (kind === undefined) return isLeafFitting(value);
  return fieldsOf(value, kind).every(([key, field]) => isKeyFitting(key) && fits(field));
}

/** Cuts the leaves and keys that would not fit into one line of a journal: they are marked. */
export function cutLeaves(value: Json, tally: Tally): Json {
  const kind = containerOf(value);
  switch (kind) {
    case undefined:
      return fittingLeaf(value, tally);
    case 'array':
      return (value as readonly Json[]).map((item) => cutLeaves(item, tally));
    case 'map':
      return { $map: entriesOf(value).map(([key, field]) => [fittingKey(key, tally), cutLeaves(field, tally)]) };
    case 'object':
      return fittingFields(value, tally);
    default:
      return kind satisfies never;
  }
}

function fittingFields(value: Json, tally: Tally): Json {
  const fields = {};
  for (const [key, field] of fieldsOf(value, 'object')) put(fields, fittingKey(key, tally), cutLeaves(field, tally));
  return fields;
}

function fittingLeaf(leaf: Json, tally: Tally): Json {
  if (isLeafFitting(leaf)) return leaf;
  tally.cuts += 1;
  return { $cut: 'size' };
}

function isLeafFitting(leaf: Json): boolean {
  return typeof leaf !== 'object' || leaf === null || jsonSize(JSON.stringify(leaf)) <= 2 * leafBytes;
}

function isPathFitting(path: string): boolean {
  return isKeyFitting(path) || tokensOf(path).every(isKeyFitting);
}

function isKeyFitting(key: string): boolean {
  return key.length * 6 <= keyBytes || jsonSize(key) <= keyBytes;
}

function fittingKey(key: string, tally: Tally): string {
  if (isKeyFitting(key)) return key;
  tally.cuts += 1;
  return `${fitting(key, keyBytes)}…`;
}
