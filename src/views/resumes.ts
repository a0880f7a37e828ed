import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** Which task went on from which ended one, by id. */
const resumes: View<Map<string, string>> = {
  name: 'resumes',
  types: new Set(['task_created']),
  start: () => new Map(),
  add(state, fact) {
    if (fact.type === 'task_created' && fact.resumedFrom !== undefined) state.set(fact.resumedFrom, fact.taskId);
  },
  forget(state, { created }) {
    if (created.resumedFrom !== undefined) state.delete(created.resumedFrom);
  },
};

/** The id of the task that went on from this one. */
export function resumedTo(source: FactSource, taskId: string): string | undefined {
  return source.fold(resumes).get(taskId);
}
