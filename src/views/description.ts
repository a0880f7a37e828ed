import { deepFreeze } from '../model/deep-freeze.ts';
import type { Owner } from '../model/facts.ts';
import type { Description } from '../model/records.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { present } from './present.ts';

/** The processes that wrote facts, each from its first fact on. */
const owners: View<{ readonly seq: number; readonly owner: Owner }[]> = {
  name: 'owners',
  types: new Set(['task_created', 'recovered']),
  start: () => [],
  add(state, fact) {
    if (fact.type !== 'task_created' && fact.type !== 'recovered') return;
    if (fact.owner) state.push({ seq: fact.seq, owner: fact.owner });
  },
};

/** How a task was run: its own options, and the process that created it. */
export function descriptionOf(source: FactSource, position: Position): Description {
  const { seq, parameters, pollInterval, communicators } = source.created(position);
  const { host, pid, versions, environment } = source.fold(owners).findLast((entry) => entry.seq <= seq)?.owner ?? {};
  return deepFreeze(present({ parameters, environment, pollInterval, communicators, host, pid, versions }));
}
