import { deepFreeze } from '../model/deep-freeze.ts';
import type { Json } from '../model/json.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { birthOf } from './birth.ts';

type Metadata = Readonly<Record<string, Json>>;

/** What users noted, by task and by work. The two are not merged with each other. */
interface Notes {
  readonly tasks: Map<string, Record<string, Json>>;
  readonly works: Map<string, Record<string, Json>>;
}

const notes: View<Notes> = {
  name: 'metadata',
  types: new Set(['metadata_changed']),
  start: () => ({ tasks: new Map(), works: new Map() }),
  add(state, fact) {
    if (fact.type !== 'metadata_changed') return;
    if (fact.taskId !== undefined) merge(state.tasks, fact.taskId, fact.patch);
    else if (fact.work !== undefined) merge(state.works, fact.work, fact.patch);
  },
  forget: (state, { taskId }) => void state.tasks.delete(taskId),
};

/** What a task was created with, and all patches since. */
export function metadataOf(source: FactSource, position: Position): Metadata {
  const patches = source.fold(notes).tasks.get(source.idOf(position));
  return deepFreeze({ ...birthOf(source, position).metadata, ...patches });
}

export function workMetadata(source: FactSource, work: string): Metadata {
  return deepFreeze({ ...source.fold(notes).works.get(work) });
}

/** In the order in which they first got some. */
export function worksWithMetadata(source: FactSource): readonly string[] {
  return Object.freeze([...source.fold(notes).works.keys()]);
}

/** An object without a prototype takes every key as its own. */
function merge(known: Map<string, Record<string, Json>>, key: string, patch: Metadata): void {
  if (Object.keys(patch).length === 0) return;
  const merged = known.get(key) ?? (Object.create(null) as Record<string, Json>);
  known.set(key, Object.assign(merged, patch));
}
