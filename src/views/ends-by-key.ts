import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** The newest end of each key of a work. Tasks without a key are left out. */
interface EndsByKey {
  created: number;
  /** Open tasks with a key, by id. */
  readonly open: Map<string, { readonly position: Position; readonly place: string }>;
  readonly ended: Map<string, Position>;
}

const endsByKey: View<EndsByKey> = {
  name: 'endsByKey',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ created: 0, open: new Map(), ended: new Map() }),
  add(state, fact) {
    if (fact.type === 'task_created') {
      const position = state.created++;
      if (fact.key !== undefined) state.open.set(fact.taskId, { position, place: placeOf(fact.name, fact.key) });
    }
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
    const known = state.open.get(fact.taskId);
    if (known) state.ended.set(known.place, known.position);
    state.open.delete(fact.taskId);
  },
};

/** The task that ended last of those of a work with this key. */
export function endOfKey(source: FactSource, work: string, key: string): Position | undefined {
  return source.fold(endsByKey).ended.get(placeOf(work, key));
}

/** Names hold no slash. */
function placeOf(work: string, key: string): string {
  return `${work}/${key}`;
}
