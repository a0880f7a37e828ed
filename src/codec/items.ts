import type { Json } from '../model/json.ts';
import { isDirect, prototypeOf } from './prototypes.ts';
import type { Recording } from './recording.ts';
import { isSameScalar } from './scalars.ts';
import { SharedItems } from './shared.ts';

/**
 * Records the items of an array by index; where one is missing, a marker stands.
 *
 * @param earlier what was recorded at the same place before
 */
export function encodeItems(recording: Recording, items: readonly unknown[], earlier?: Json): Json {
  if (!isDirect(prototypeOf(items))) recording.isLossy = true;
  const recorded = new SharedItems(earlier);
  for (let at = 0; at < items.length; at += 1) {
    if (recording.budget.isSpent) {
      recorded.push(recording.lose({ $cut: 'size' }));
      return recorded.value();
    }
    recorded.push(encodeItem(recording, items, at, recorded.earlier(at)));
  }
  if (hasNames(items)) recording.isLossy = true;
  return recorded.value();
}

function encodeItem(recording: Recording, items: readonly unknown[], at: number, earlier: Json | undefined): Json {
  let item: unknown;
  try {
    item = items[at];
    if (item === undefined && !(at in items)) return hole(recording);
  } catch {
    return recording.lose({ $unreadable: true });
  }
  return isSameScalar(item, earlier) ? recording.again(item) : recording.child(at, item, earlier);
}

function hole(recording: Recording): Json {
  recording.budget.node(14);
  return { $hole: true };
}

/** Whether an array has fields beside its items, as the matches of regular expressions have; they come last. */
function hasNames(items: readonly unknown[]): boolean {
  const last = Object.keys(items).at(-1);
  return last !== undefined && String(Number(last) >>> 0) !== last;
}
