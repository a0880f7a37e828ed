import { fitting, jsonSize } from '../codec/text-size.ts';
import { put } from '../codec/put.ts';
import type { Tally } from '../codec/tally.ts';
import type { Json } from '../model/json.ts';
import { containerOf, entriesOf, fieldsOf } from '../views/encoded-kind.ts';

/** The most that is kept of one leaf, and of one key, in bytes of JSON: two leaves and a path fit into one line. */
export const leafBytes = 131_072;
const keyBytes = 1024;

/** Cuts the leaves and keys of a recorded value that would not fit into one line of a journal: they are marked. */
export function fittingLeaves(value: Json, tally: Tally): Json {
  const kind = containerOf(value);
  switch (kind) {
    case undefined:
      return fittingLeaf(value, tally);
    case 'array':
      return (value as readonly Json[]).map((item) => fittingLeaves(item, tally));
    case 'map':
      return { $map: entriesOf(value).map(([key, field]) => [fittingKey(key, tally), fittingLeaves(field, tally)]) };
    case 'object':
      return fittingFields(value, tally);
    default:
      return kind satisfies never;
  }
}

function fittingFields(value: Json, tally: Tally): Json {
  const fields = {};
  for (const [key, field] of fieldsOf(value, 'object'))
    put(fields, fittingKey(key, tally), fittingLeaves(field, tally));
  return fields;
}

function fittingLeaf(leaf: Json, tally: Tally): Json {
  if (typeof leaf !== 'object' || leaf === null || jsonSize(JSON.stringify(leaf)) <= 2 * leafBytes) return leaf;
  tally.cuts += 1;
  return { $cut: 'size' };
}

function fittingKey(key: string, tally: Tally): string {
  if (key.length * 6 <= keyBytes || jsonSize(key) <= keyBytes) return key;
  tally.cuts += 1;
  return `${fitting(key, keyBytes)}…`;
}
