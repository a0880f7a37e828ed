import { meaningOf } from '../model/meaning.ts';
import type { Fact } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** When the body of a task first ran, and when its newest attempt began. */
interface Start {
  /** Epoch milliseconds. */
  readonly firstAt: number;
  /** Epoch milliseconds. */
  at: number;
  /** The monotonic clock of the owner, milliseconds. */
  mono: number;
  attempt: number;
}

const starts: View<Map<string, Start>> = {
  name: 'starts',
  types: new Set(['stage_changed']),
  start: () => new Map(),
  add(state, fact) {
    if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'active') return;
    const known = state.get(fact.taskId);
    if (!known) state.set(fact.taskId, { firstAt: fact.timestamp, ...begun(fact, fact.attempt) });
    else if (fact.attempt > known.attempt) Object.assign(known, begun(fact, fact.attempt));
  },
  forget: (state, { taskId }) => void state.delete(taskId),
};

/** Undefined for a task that never ran. */
export function startOf(source: FactSource, position: Position): Readonly<Start> | undefined {
  return source.fold(starts).get(source.idOf(position));
}

function begun(fact: Fact, attempt: number): Omit<Start, 'firstAt'> {
  return { at: fact.timestamp, mono: fact.mono, attempt };
}
