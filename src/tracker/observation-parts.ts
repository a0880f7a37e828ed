import { jsonSize } from '../codec/text-size.ts';
import type { DraftOf, LeafChange } from '../model/facts.ts';
import type { Json } from '../model/json.ts';

/** What the changes of one fact may take: with what stands around them, they fit into one line of a journal. */
const partBytes = 900_000;
const aroundBytes = 100;

/** One fact, or several where the changes are too many for one line; all but the last say that there is `more`. */
export function partsOf(draft: DraftOf<'changed'>): readonly DraftOf<'changed'>[] {
  const groups = draft.changes.length < 2 ? [] : grouped(draft.changes);
  if (groups.length < 2) return [draft];
  return groups.map((changes, at) => ({ ...draft, changes, ...(at + 1 < groups.length && { more: true }) }));
}

function grouped(changes: readonly LeafChange[]): readonly LeafChange[][] {
  const groups: LeafChange[][] = [];
  let left = 0;
  for (const change of changes) {
    const size = sizeOf(change);
    if (size > left) {
      groups.push([]);
      left = partBytes;
    }
    groups.at(-1)?.push(change);
    left -= size;
  }
  return groups;
}

function sizeOf({ path, before, after, containers }: LeafChange): number {
  return aroundBytes + jsonSize(path) + leafSize(before) + leafSize(after) + (containers?.length ?? 0) * 9;
}

function leafSize(leaf: Json | undefined): number {
  if (typeof leaf === 'string') return jsonSize(leaf);
  return typeof leaf === 'object' && leaf !== null ? jsonSize(JSON.stringify(leaf)) : 24;
}
