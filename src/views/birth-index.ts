import type { DraftOf } from '../model/facts.ts';
import type { Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { PlacesBy } from './places-by.ts';

/**
 * The tasks by something that they were created with, in order of creation.
 * @param textsOf what a task stands under, each once
 */
export function birthIndex(
  name: string,
  textsOf: (birth: DraftOf<'task_created'>) => Iterable<string>,
): View<PlacesBy> {
  return {
    name,
    types: new Set(['task_created']),
    start: () => new PlacesBy(),
    add(places, fact, task) {
      if (fact.type === 'task_created') for (const text of textsOf(fact)) places.add(text, task as Position);
    },
    forget(places, { position, created }) {
      for (const text of textsOf(created)) places.remove(text, position);
    },
  };
}
