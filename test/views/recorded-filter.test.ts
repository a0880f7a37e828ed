import { expect, test } from 'vitest';
import type { Filter } from '../../src/ports/filter.ts';
import type { RecordedWords } from '../../src/ports/recorded-words.ts';
import { readerOf } from '../../src/views/reader.ts';
import { recordedFilter } from '../../src/views/recorded-filter.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** Each kind of word has a spelling of its own in the record. */
const words: RecordedWords = {
  name: (name) => `name:${name}`,
  key: (key) => `key:${key}`,
  path: (path) => `path:${path}`,
};

test('each word of a filter is put as it stands in the record, and the rest stays as it is', () => {
  expect(recordedFilter({ name: 'a', key: 'b', path: 'c', tag: 'd', stage: 'running' }, words)).toStrictEqual({
    name: 'name:a',
    key: 'key:b',
    path: 'path:c',
    tag: 'key:d',
    stage: 'running',
  });
  for (const [field, recorded] of Object.entries({ name: 'name:a', key: 'key:a', path: 'path:a', tag: 'key:a' }))
    expect(recordedFilter({ [field]: 'a' }, words)).toStrictEqual({ [field]: recorded });
});

test('a pattern stays a pattern, and a filter without words is handed back', () => {
  const byPattern: Filter = { name: /a/, tag: 'b' };
  expect(recordedFilter(byPattern, words)).toStrictEqual({ name: /a/, tag: 'key:b' });
  const withoutWords: Filter = { stage: 'running', parent: null };
  expect(recordedFilter(withoutWords, words)).toBe(withoutWords);
  const plain: Filter = { name: 'a' };
  expect(recordedFilter(plain, undefined)).toBe(plain);
});

test('a reader finds by the words of the host what stands in those of the record', () => {
  const tape = new FactTape().create('key:a', {
    name: 'name:load',
    path: 'path:load',
    tags: ['key:big'],
    key: 'key:k',
  });
  tape.create('b', { name: 'key:work' }).create('c', { name: 'key:part', parent: 'b' });
  tape.observe('b', 'path:rows', 1).observe('b', 'plain', 2);
  tape.snapshot('b', 'after', 'key:mine');
  tape.snapshot('b', 'after', 'mine');
  const reader = readerOf(taskSource(tape.facts), words);
  const ids = (filter: Filter) => reader.list(filter).map(({ id }) => id);
  expect([reader.get('a')?.id, reader.get('b')?.id, reader.get('zz')]).toEqual(['key:a', 'b', undefined]);
  expect([reader.find('load')?.id, reader.find('path:load')]).toEqual(['key:a', undefined]);
  for (const filter of [{ name: 'load' }, { path: 'load' }, { tag: 'big' }, { key: 'k' }])
    expect(ids(filter)).toEqual(['key:a']);
  expect(reader.counts({ name: 'load' })).toEqual({ not_started: 1 });
  expect([reader.metadata('work')?.tasks, reader.metadata('work', 'part')?.status.stage]).toEqual([
    ['key:part'],
    'not_started',
  ]);
  expect(reader.changes({ target: 'rows' }).map(({ target }) => target)).toEqual(['path:rows']);
  expect(reader.snapshots({ label: 'mine' }).map(({ label }) => label)).toEqual(['key:mine']);
  expect([reader.changes().length, reader.snapshots().length]).toEqual([2, 2]);
  expect([reader.evolution('rows'), reader.evolution('plain')]).toEqual([[1], []]);
});
