import type { Fact, FactOf } from '../model/facts.ts';
import type { Rejection } from '../model/records.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Places } from './places.ts';

/** The facts that tell of refused requests. */
const rejections: View<Places> = {
  name: 'rejections',
  types: new Set(['rejected']),
  start: () => new Places(),
  add(state, fact) {
    if (fact.type === 'rejected') state.add(fact.seq);
  },
  forget: (state, { facts }) => letGo(state, facts),
  thin: (state, { others }) => letGo(state, others),
};

function letGo(state: Places, facts: readonly Fact[]): void {
  for (const { type, seq } of facts) if (type === 'rejected') state.remove(seq);
}

/** Refused requests, oldest first. */
export function rejectionsOf(source: FactSource): readonly Rejection[] {
  const seqs = source.fold(rejections).list();
  return seqs.map((seq) => rejectionOf(source.fact(seq) as FactOf<'rejected'>));
}

function rejectionOf({ seq, timestamp, taskId, from, to, legal, code }: FactOf<'rejected'>): Rejection {
  return Object.freeze({ seq, timestamp, taskId, from, to, legal: Object.freeze([...legal]), code });
}
