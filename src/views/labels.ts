import type { FactSource, Position } from '../ports/source.ts';
import { birthIndex } from './birth-index.ts';

const keys = birthIndex('keys', ({ key }) => (key === undefined ? [] : [key]));
/** Nobody keeps a host from giving one twice. */
const tags = birthIndex('tags', (birth) => new Set(birth.tags));

/** The tasks of a key, whatever their work, in order of creation. The array may grow. */
export function tasksWithKey(source: FactSource, key: string): readonly Position[] {
  return source.fold(keys).list(key);
}

/** The tasks that have a tag, in order of creation. The array may grow. */
export function tasksWithTag(source: FactSource, tag: string): readonly Position[] {
  return source.fold(tags).list(tag);
}
