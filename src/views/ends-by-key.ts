import { meaningOf } from '../model/meaning.ts';
import type { FactOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Places } from './places.ts';

/** The ends of each key of a work. Tasks without a key are left out. */
interface EndsByKey {
  /** Open tasks with a key, by id. */
  readonly open: Map<string, string>;
  readonly ended: Map<string, Places>;
}

const endsByKey: View<EndsByKey> = {
  name: 'endsByKey',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ open: new Map(), ended: new Map() }),
  add({ open, ended }, fact) {
    if (fact.type === 'task_created' && fact.key !== undefined) open.set(fact.taskId, placeOf(fact.name, fact.key));
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
    const place = open.get(fact.taskId);
    if (place === undefined) return;
    open.delete(fact.taskId);
    const ends = ended.get(place) ?? new Places();
    ended.set(place, ends);
    ends.add(fact.seq);
  },
  forget({ ended }, { created, end }) {
    if (created.key === undefined) return;
    const place = placeOf(created.name, created.key);
    const ends = ended.get(place) as Places;
    ends.remove(end.seq);
    if (ends.size === 0) ended.delete(place);
  },
};

/** The task that ended last of those of a work with this key. */
export function endOfKey(source: FactSource, work: string, key: string): Position | undefined {
  const seq = source.fold(endsByKey).ended.get(placeOf(work, key))?.newest;
  const end = seq === undefined ? undefined : (source.fact(seq) as FactOf<'stage_changed'>);
  return end && source.positionOf(end.taskId);
}

/** Names hold no slash. */
function placeOf(work: string, key: string): string {
  return `${work}/${key}`;
}
