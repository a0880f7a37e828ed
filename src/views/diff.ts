import type { Container } from '../model/change.ts';
import type { LeafChange } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { canonicalText } from './canonical.ts';
import { containerOf, entriesOf, fieldsOf, isEmpty, typeOf } from './encoded-kind.ts';
import { invert } from './patch.ts';
import { pointerTo } from './pointer.ts';

/**
 * The leaves in which two recorded values differ.
 *
 * 1. `apply(before, diff(before, after))` equals `after`, and the inverse leads back.
 * 2. Updates and creations come first, in the order of the value; removals follow, the last one first.
 * 3. Leaves are all values but objects, arrays and maps with string keys that have fields. One that becomes, or was,
 *    such a container is one change with the whole of it.
 * 4. The first leaf created in new containers, and the last one deleted from vanishing ones, names them.
 * 5. The cost is that of the values; parts that are the same object are passed over.
 */
type Field = Json | undefined;
type Fields = { readonly [key: string]: Json };

interface Found {
  /** What a leaf that keeps its type is said to be. */
  readonly update: 'UPDATE' | 'TRANSFORM';
  readonly edits: LeafChange[];
  /** What vanished, written as if it were created. */
  readonly removals: LeafChange[];
}

/**
 * One CREATE, UPDATE, DELETE or TRANSFORM (its type changed) per leaf. `undefined` stands for a value that is not there.
 *
 * @param how a named transformation makes a TRANSFORM of each UPDATE
 * @example diff({ a: 1 }, { a: 2, b: 3 }) // UPDATE /a, CREATE /b
 */
export function diff(before: Field, after: Field, how: { readonly transform?: string | undefined } = {}): LeafChange[] {
  const found: Found = { update: how.transform === undefined ? 'UPDATE' : 'TRANSFORM', edits: [], removals: [] };
  compare(found, '', before, after);
  return [...found.edits, ...invert(found.removals)];
}

function compare(found: Found, path: string, before: Field, after: Field): void {
  if (before === after) return;
  if (before === undefined) return create(found.edits, path, after as Json, []);
  if (after === undefined) return create(found.removals, path, before, []);
  const kind = containerOf(before);
  if (kind === undefined || kind !== containerOf(after)) return compareLeaves(found, path, before, after);
  compareContainers(found, path, kind, before, after);
}

function compareContainers(found: Found, path: string, kind: Container, before: Json, after: Json): void {
  switch (kind) {
    case 'array':
      return compareArrays(found, path, before as readonly Json[], after as readonly Json[]);
    case 'object':
      return compareObjects(found, path, before as Fields, after as Fields);
    case 'map':
      return compareMaps(found, path, new Map(entriesOf(before)), new Map(entriesOf(after)));
    default:
      kind satisfies never;
  }
}

function compareArrays(found: Found, path: string, before: readonly Json[], after: readonly Json[]): void {
  const length = Math.max(before.length, after.length);
  for (let at = 0; at < length; at += 1) {
    if (before[at] !== after[at]) compare(found, pointerTo(path, at), before[at], after[at]);
  }
}

function compareObjects(found: Found, path: string, before: Fields, after: Fields): void {
  const [keys, fields] = [Object.keys(after), Object.values(after)];
  const [oldKeys, oldFields] = [Object.keys(before), Object.values(before)];
  let known = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    const was = oldKeys[at] === key ? oldFields[at] : ownField(before, key);
    if (was !== undefined) known += 1;
    if (was !== fields[at]) compare(found, pointerTo(path, key), was, fields[at]);
  }
  if (known === oldKeys.length) return;
  for (const key of oldKeys)
    if (!Object.hasOwn(after, key)) compare(found, pointerTo(path, key), before[key], undefined);
}

function ownField(fields: Fields, key: string): Field {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function compareMaps(
  found: Found,
  path: string,
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): void {
  for (const [key, field] of after) compare(found, pointerTo(path, key), before.get(key), field);
  for (const [key, was] of before) if (!after.has(key)) compare(found, pointerTo(path, key), was, undefined);
}

/** They are not the same value; of primitive ones that says it all. */
function compareLeaves(found: Found, path: string, before: Json, after: Json): void {
  const keepsType = typeOf(before) === typeOf(after);
  if (keepsType && typeof before === 'object' && canonicalText(before) === canonicalText(after)) return;
  found.edits.push({ path, type: keepsType ? found.update : 'TRANSFORM', before, after });
}

/** A CREATE for each leaf of a value; the first one names the containers that came with it. */
function create(into: LeafChange[], path: string, value: Json, around: readonly Container[]): void {
  const kind = containerOf(value);
  if (kind === undefined || isEmpty(value, kind)) {
    into.push({ path, type: 'CREATE', after: value, ...(around.length > 0 && { containers: [...around] }) });
    return;
  }
  let containers: readonly Container[] = [...around, kind];
  for (const [token, field] of fieldsOf(value, kind)) {
    create(into, pointerTo(path, token), field, containers);
    containers = [];
  }
}
