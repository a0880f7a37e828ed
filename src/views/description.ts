import { deepFreeze } from '../model/deep-freeze.ts';
import type { FactOf, Owner } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Description } from '../model/records.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { present } from './present.ts';

/** The processes that wrote facts, each by its first fact: those whose fact is kept, and those whose fact was let go. */
interface OwnersSeen {
  readonly kept: Map<number, Owner>;
  readonly gone: Map<number, Owner>;
}

export const owners: View<OwnersSeen> = {
  name: 'owners',
  types: new Set(['task_created', 'recovered']),
  counted: new Set(),
  start: () => ({ kept: new Map(), gone: new Map() }),
  add({ kept }, fact) {
    const { owner } = fact as FactOf<'task_created' | 'recovered'>;
    if (owner) kept.set(fact.seq, owner);
  },
  forget({ kept, gone }, { created }) {
    if (!created.owner) return;
    kept.delete(created.seq);
    gone.set(created.seq, created.owner);
  },
  saved: ['list', ['tuple', 'count', {}]],
  save: ({ gone }) => [...gone] as unknown as Json,
  load: (saved) => ({ kept: new Map(), gone: new Map(saved as unknown as readonly [number, Owner][]) }),
};

/** How a task was run: its own options, and the process that created it. */
export function descriptionOf(source: FactSource, position: Position): Description {
  const { seq, parameters, pollInterval, communicators } = source.created(position);
  const { host, pid, versions, environment } = ownerAt(source.fold(owners), seq) ?? {};
  return deepFreeze(present({ parameters, environment, pollInterval, communicators, host, pid, versions }));
}

/** The one that began last, up to a fact. */
function ownerAt({ kept, gone }: OwnersSeen, seq: number): Owner | undefined {
  let [latest, found]: [number, Owner | undefined] = [0, undefined];
  for (const owners of [gone, kept]) {
    for (const [from, owner] of owners) if (from <= seq && from > latest) [latest, found] = [from, owner];
  }
  return found;
}
