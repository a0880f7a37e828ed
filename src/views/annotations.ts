import type { FactOf } from '../model/facts.ts';
import type { Annotation } from '../model/records.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { present } from './present.ts';

/** What became known about tasks without moving them, as numbers of facts. */
interface Annotations {
  readonly of: Map<string, number[]>;
  readonly invalidated: Set<string>;
}

const annotations: View<Annotations> = {
  name: 'annotations',
  types: new Set(['annotated']),
  start: () => ({ of: new Map(), invalidated: new Set() }),
  add(state, fact) {
    if (fact.type !== 'annotated') return;
    const known = state.of.get(fact.taskId);
    if (known) known.push(fact.seq);
    else state.of.set(fact.taskId, [fact.seq]);
    if (fact.kind === 'invalidated') state.invalidated.add(fact.taskId);
  },
  forget(state, { taskId }) {
    state.of.delete(taskId);
    state.invalidated.delete(taskId);
  },
  thin(state, { taskId, others }) {
    const gone = new Set(others.map(({ seq }) => seq));
    const known = state.of.get(taskId);
    if (known)
      state.of.set(
        taskId,
        known.filter((seq) => !gone.has(seq)),
      );
  },
};

export function annotationsOf(source: FactSource, position: Position): readonly Annotation[] {
  const seqs = source.fold(annotations).of.get(source.idOf(position)) ?? [];
  return Object.freeze(seqs.map((seq) => annotationOf(source, source.fact(seq) as FactOf<'annotated'>)));
}

/** Whether the result of a task was taken back. Most sources have nothing to look through. */
export function isInvalidated(source: FactSource, position: Position): boolean {
  if (source.newest('annotated') === 0) return false;
  return source.fold(annotations).invalidated.has(source.idOf(position));
}

/** The record that a fact stands for. */
export function annotationOf(source: FactSource, fact: FactOf<'annotated'>): Annotation {
  const { kind, seq, timestamp, attempt, message, data, lossy } = fact;
  const known = present({ message, data: source.decode(data), lossy });
  return Object.freeze({ kind, seq, timestamp, attempt, ...known });
}
