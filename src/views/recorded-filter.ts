import type { Filter } from '../ports/filter.ts';
import type { RecordedWords } from '../ports/recorded-words.ts';

/** A filter in the words of the record. */
export function recordedFilter(filter: Filter, words: RecordedWords | undefined): Filter {
  const { name, key, path, tag } = filter;
  if (!words || [name, key, path, tag].every((word) => word === undefined)) return filter;
  return {
    ...filter,
    ...(typeof name === 'string' && { name: words.name(name) }),
    ...(key !== undefined && { key: words.key(key) }),
    ...(path !== undefined && { path: words.path(path) }),
    ...(tag !== undefined && { tag: words.key(tag) }),
  };
}
