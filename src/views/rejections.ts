import type { Rejection } from '../model/records.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** The facts that tell of refused requests. */
const rejections: View<number[]> = {
  name: 'rejections',
  types: new Set(['rejected']),
  start: () => [],
  add(state, fact) {
    if (fact.type === 'rejected') state.push(fact.seq);
  },
};

/** Refused requests, oldest first. */
export function rejectionsOf(source: FactSource): readonly Rejection[] {
  return source.fold(rejections).flatMap((seq) => rejectionAt(source, seq));
}

function rejectionAt(source: FactSource, seq: number): readonly Rejection[] {
  const fact = source.fact(seq);
  if (fact?.type !== 'rejected') return [];
  const { timestamp, taskId, from, to, legal, code } = fact;
  return [Object.freeze({ seq, timestamp, taskId, from, to, legal: Object.freeze([...legal]), code })];
}
