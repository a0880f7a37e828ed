import type { FactOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { GoneTask, View } from '../ports/view.ts';
import { fingerprint } from './fingerprint.ts';
import { isTakenBack } from './last-known.ts';

/** Of so many keys of tasks that were let go it is known where they ended; the oldest are forgotten. */
const most = 500_000;

/** Where in the journal the facts of a task stand that was let go. */
export interface GoneEnd {
  readonly position: Position;
  /** The number of the fact that created it; 0 where its end can never be reused. */
  readonly created: number;
  /** The number of its end. */
  readonly end: number;
}

/**
 * The newest end of each key of a work among the tasks that were let go, by fingerprint. Two keys may share one; then
 * only the newer end is known.
 */
interface GoneKeys {
  readonly ends: Map<number, GoneEnd>;
  /** How many were forgotten. */
  dropped: number;
}

export const goneKeys: View<GoneKeys> = {
  name: 'goneKeys',
  types: new Set(),
  start: () => ({ ends: new Map(), dropped: 0 }),
  add: () => undefined,
  forget(state, gone) {
    if (gone.created.key !== undefined) keep(state, placeOf(gone.created), endOf(gone));
  },
  saved: ['tuple', 'count', ['list', 'count']],
  save: ({ ends, dropped }) => [
    dropped,
    [...ends].flatMap(([place, { position, created, end }]) => [place, position, created, end]),
  ],
  load(saved) {
    const [dropped, cells] = saved as unknown as readonly [number, readonly number[]];
    const ends = new Map<number, GoneEnd>();
    for (let at = 0; at < cells.length; at += 4) {
      const [place, position, created, end] = cells.slice(at, at + 4) as [number, number, number, number];
      ends.set(place, { position, created, end });
    }
    return { ends, dropped };
  },
};

/** The end that may be one of this work and key; undefined where there is none that could be reused. */
export function goneEnd(source: FactSource, name: string, key: string): GoneEnd | undefined {
  const known = source.fold(goneKeys).ends.get(placeOf({ name, key }));
  return known && known.created > 0 ? known : undefined;
}

/** Of how many keys it is known no more where they ended. */
export function droppedKeys(source: FactSource): number {
  return source.fold(goneKeys).dropped;
}

/** Trees are let go as a whole: an end of this key that is let go later may be an older one. */
function keep(state: GoneKeys, place: number, gone: GoneEnd): void {
  const known = state.ends.get(place);
  if (known && known.end > gone.end) return;
  state.ends.delete(place);
  state.ends.set(place, gone);
  if (state.ends.size <= most) return;
  const [oldest] = state.ends.keys();
  state.ends.delete(oldest as number);
  state.dropped += 1;
}

function endOf({ position, created, end, facts }: GoneTask): GoneEnd {
  const isReusable = mayBeReused(end) && !isTakenBack(facts);
  return { position, created: isReusable ? created.seq : 0, end: end.seq };
}

function mayBeReused(end: FactOf<'stage_changed'>): boolean {
  const { outcome } = meaningOf(end);
  return outcome === 'failure' || (outcome === 'success' && end.lossy !== true);
}

/** Names hold no slash. */
function placeOf({ name, key }: { readonly name: string; readonly key?: string }): number {
  return fingerprint(`${name}/${key}`);
}
