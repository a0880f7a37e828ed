import { meaningOf } from '../model/meaning.ts';
import type { FactOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { PlacesBy } from './places-by.ts';

/** The ends of each key of a work. Tasks without a key are left out. */
interface EndsByKey {
  /** Open tasks with a key, by id. */
  readonly open: Map<string, string>;
  readonly ended: PlacesBy;
}

const endsByKey: View<EndsByKey> = {
  name: 'endsByKey',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ open: new Map(), ended: new PlacesBy() }),
  add({ open, ended }, fact) {
    if (fact.type === 'task_created' && fact.key !== undefined) open.set(fact.taskId, placeOf(fact.name, fact.key));
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
    const place = open.get(fact.taskId);
    if (place === undefined) return;
    open.delete(fact.taskId);
    ended.add(place, fact.seq);
  },
  forget({ ended }, { created, end }) {
    if (created.key !== undefined) ended.remove(placeOf(created.name, created.key), end.seq);
  },
};

/** The task that ended last of those of a work with this key. */
export function endOfKey(source: FactSource, work: string, key: string): Position | undefined {
  const seq = source.fold(endsByKey).ended.newest(placeOf(work, key));
  const end = seq === undefined ? undefined : (source.fact(seq) as FactOf<'stage_changed'>);
  return end && source.positionOf(end.taskId);
}

/** Names hold no slash. */
function placeOf(work: string, key: string): string {
  return `${work}/${key}`;
}
