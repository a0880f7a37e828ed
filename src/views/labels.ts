import type { FactOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { PlacesBy } from './places-by.ts';

/** The tasks that were created with a key, or with a tag, in order of creation. */
interface Labels {
  readonly keys: PlacesBy;
  readonly tags: PlacesBy;
}

const labels: View<Labels> = {
  name: 'labels',
  types: new Set(['task_created']),
  start: () => ({ keys: new PlacesBy(), tags: new PlacesBy() }),
  add({ keys, tags }, fact, task) {
    if (fact.type !== 'task_created') return;
    if (fact.key !== undefined) keys.add(fact.key, task as Position);
    for (const tag of tagsOf(fact)) tags.add(tag, task as Position);
  },
  forget({ keys, tags }, { position, created }) {
    if (created.key !== undefined) keys.remove(created.key, position);
    for (const tag of tagsOf(created)) tags.remove(tag, position);
  },
};

/** The tasks of a key, whatever their work. The array may grow. */
export function tasksWithKey(source: FactSource, key: string): readonly Position[] {
  return source.fold(labels).keys.list(key);
}

/** The tasks that have a tag. The array may grow. */
export function tasksWithTag(source: FactSource, tag: string): readonly Position[] {
  return source.fold(labels).tags.list(tag);
}

/** Each once: nobody keeps a host from giving one twice. */
function tagsOf({ tags }: FactOf<'task_created'>): Iterable<string> {
  return new Set(tags);
}
