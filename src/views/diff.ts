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
  /** Whether nothing tells the later value from what `apply` makes of the earlier one, not even the order of its keys. */
  isWhole: boolean;
}

/** What two values differ in, and whether that is all of it: other orders of keys, say, are no changes. */
export interface Comparison {
  readonly changes: readonly LeafChange[];
  readonly isWhole: boolean;
}
interface How {
  readonly transform?: string | undefined;
}

/**
 * One CREATE, UPDATE, DELETE or TRANSFORM (its type changed) per leaf. `undefined` stands for a value that is not there.
 *
 * @param how a named transformation makes a TRANSFORM of each UPDATE
 * @example diff({ a: 1 }, { a: 2, b: 3 }) // UPDATE /a, CREATE /b
 */
export function diff(before: Field, after: Field, how?: How): readonly LeafChange[] {
  return comparison(before, after, how).changes;
}

export function comparison(before: Field, after: Field, { transform }: How = {}): Comparison {
  const update = transform === undefined ? 'UPDATE' : 'TRANSFORM';
  const found: Found = { update, edits: [], removals: [], isWhole: true };
  compare(found, '', before, after);
  const changes = found.removals.length === 0 ? found.edits : [...found.edits, ...invert(found.removals)];
  return { changes, isWhole: found.isWhole };
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
  const keys = Object.keys(after);
  const fields = Object.values(after);
  const oldKeys = Object.keys(before);
  const oldFields = Object.values(before);
  let known = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    const isInPlace = oldKeys[at] === key;
    const was = isInPlace ? oldFields[at] : ownField(before, key);
    if (!isInPlace && at < oldKeys.length) found.isWhole = false;
    if (was !== undefined) known += 1;
    if (was !== fields[at]) compare(found, pointerTo(path, key), was, fields[at]);
  }
  if (known === oldKeys.length) return;
  found.isWhole = false;
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
  found.isWhole = false;
  for (const [key, field] of after) compare(found, pointerTo(path, key), before.get(key), field);
  for (const [key, was] of before) if (!after.has(key)) compare(found, pointerTo(path, key), was, undefined);
}

/** They are not the same value; of primitive ones that says it all. */
function compareLeaves(found: Found, path: string, before: Json, after: Json): void {
  const keepsType = typeOf(before) === typeOf(after);
  if (keepsType && typeof before === 'object' && canonicalText(before) === canonicalText(after)) {
    found.isWhole = false;
    return;
  }
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
