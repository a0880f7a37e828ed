import { describe, expect, test } from 'vitest';
import { ValidationError } from '../../src/model/errors.ts';
import type { Filter } from '../../src/ports/filter.ts';
import { readerOf } from '../../src/views/reader.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const tape = new FactTape().create('a', { name: 'load', key: 'k1', tags: ['nightly', 'big'] });
tape.pass(10).create('b', { name: 'load', path: 'load/load', parent: 'a' }).enter('b', 'running');
tape
  .pass(10)
  .create('c', { name: 'preload', tags: ['night'] })
  .enter('c', 'failed');
tape.pass(10).create('d', { name: 'load' }).enter('d', 'running').enter('d', 'succeeded');
const reader = readerOf(taskSource(tape.facts));
const found = (filter: Filter) =>
  reader
    .list(filter)
    .map(({ id }) => id)
    .join('');

describe('each field that is given must hold', () => {
  test.each<[string, Filter, string]>([
    ['nothing', {}, 'abcd'],
    ['an id', { id: 'b' }, 'b'],
    ['an unknown id', { id: 'zz' }, ''],
    ['a key', { key: 'k1' }, 'a'],
    ['a path, whole', { path: 'load' }, 'ad'],
    ['a path of a child', { path: 'load/load' }, 'b'],
    ['a name, whole', { name: 'load' }, 'abd'],
    ['a name by pattern', { name: /load/ }, 'abcd'],
    ['a tag, whole', { tag: 'night' }, 'c'],
    ['a stage', { stage: 'running' }, 'b'],
    ['stages, in order of creation', { stage: ['succeeded', 'running', 'not_started'] }, 'abd'],
    ['no stage', { stage: [] }, ''],
    ['all but a stage', { not: { stage: 'running' } }, 'acd'],
    ['all but stages', { not: { stage: ['running', 'failed'] } }, 'ad'],
    ['a phase', { phase: 'done' }, 'cd'],
    ['an outcome', { outcome: 'failure' }, 'c'],
    ['children', { parent: { id: 'a' } }, 'b'],
    ['children of nobody', { parent: { id: 'zz' } }, ''],
    ['roots', { parent: null }, 'acd'],
    ['created since, the moment included', { since: 1_000_010 }, 'bcd'],
    ['created before, the moment left out', { before: new Date(1_000_010) }, 'a'],
    ['a condition', { where: (task) => task.id > 'b' }, 'cd'],
    ['several', { name: 'load', phase: 'done', parent: null, since: 0 }, 'd'],
    ['several that exclude each other', { stage: 'running', outcome: 'success' }, ''],
  ])('%s', (_, filter, ids) => {
    expect(found(filter)).toBe(ids);
  });
});

test('a global pattern finds the same each time and is left as it was', () => {
  const name = /load/g;
  name.lastIndex = 3;
  expect([found({ name }), found({ name }), name.lastIndex]).toEqual(['abcd', 'abcd', 3]);
});

test('a condition is asked only of tasks that fit otherwise, and gets what is handed out', () => {
  const asked: string[] = [];
  found({ stage: 'running', where: (task) => asked.push(task.path) > 0 });
  expect(asked).toEqual(['load/load']);
});

test('two lifecycles may disagree about what a stage amounts to', () => {
  const both = new FactTape().create('x', { initial: 'open' }).create('y').enter('y', 'open', { phase: 'active' });
  both.create('z').enter('z', 'open', { phase: 'done', outcome: 'success' });
  const mixed = readerOf(taskSource(both.facts));
  const ids = (filter: Filter) => mixed.list(filter).map(({ id }) => id);
  expect([ids({ phase: 'idle' }), ids({ phase: 'active' }), ids({ phase: 'done' })]).toEqual([['x'], ['y'], ['z']]);
});

describe('a filter that cannot be meant is refused', () => {
  test.each<[string, object, string, string]>([
    ['a misspelt field', { stages: 'running' }, 'unknown_option', 'filter.stages'],
    ['a field of the prototype', { toString: 'x' }, 'unknown_option', 'filter.toString'],
    ['a field of another read', { target: 'x' }, 'unknown_option', 'filter.target'],
    ['a name that is no text', { name: 7 }, 'invalid_option', 'filter.name'],
    ['stages that are no list', { stage: { 0: 'running' } }, 'invalid_option', 'filter.stage'],
    ['an exclusion of something else', { not: { phase: 'done' } }, 'invalid_option', 'filter.not'],
    ['an exclusion that is none', { not: null }, 'invalid_option', 'filter.not'],
    ['an exclusion of a stage and something else', { not: { stage: 'a', tag: 'b' } }, 'invalid_option', 'filter.not'],
    ['an exclusion in one word', { not: 'running' }, 'invalid_option', 'filter.not'],
    ['a number in words', { since: '5' }, 'invalid_option', 'filter.since'],
    ['a parent that is not there', { parent: undefined, id: null }, 'invalid_option', 'filter.id'],
    ['a phase that there is not', { phase: 'finished' }, 'invalid_option', 'filter.phase'],
    ['an outcome that there is not', { outcome: 'ok' }, 'invalid_option', 'filter.outcome'],
    ['a parent without id', { parent: 'a' }, 'invalid_option', 'filter.parent'],
    ['an invalid date', { since: new Date('x') }, 'invalid_option', 'filter.since'],
    ['a date in words', { before: 'today' }, 'invalid_option', 'filter.before'],
    ['a condition that is no function', { where: true }, 'invalid_option', 'filter.where'],
  ])('%s', (_, filter, code, path) => {
    for (const read of ['list', 'counts', 'results', 'rejections'] as const) {
      expect(() => reader[read](filter as Filter)).toThrow(ValidationError);
    }
    expect(() => reader.list(filter as Filter)).toThrow(expect.objectContaining({ code, path }));
  });

  test('null, and wrong values of the fields that only some reads know', () => {
    expect(() => reader.list(null as never)).toThrow(ValidationError);
    expect(() => reader.timings({ unit: 'weeks' as never })).toThrow(/filter.unit/);
    expect(() => reader.timingSummary({ by: 'path' as never })).toThrow(/filter.by/);
    expect(() => reader.changes({ type: 'update' as never })).toThrow(/filter.type/);
    expect(() => reader.snapshots({ label: 1 as never })).toThrow(/filter.label/);
  });

  test('the message says what there is, and the fix what there may be', () => {
    const fields = 'id, key, path, name, stage, not, phase, outcome, tag, parent, since, before, where';
    expect(() => reader.list({ stages: 1 } as never)).toThrow(
      expect.objectContaining({ message: "A filter has no field 'stages'.", fix: `Use ${fields}.` }),
    );
    expect(() => reader.timings({ by: 'name' } as never)).toThrow(
      expect.objectContaining({ fix: `Use ${fields}, unit.` }),
    );
    expect(() => reader.list({ id: null } as never)).toThrow(
      expect.objectContaining({ message: 'filter.id is not a string (null).', fix: 'Give a string.' }),
    );
    expect(() => reader.list({ id: 7 } as never)).toThrow(
      expect.objectContaining({ message: 'filter.id is not a string (number).' }),
    );
    expect(() => reader.list('load' as never)).toThrow(
      expect.objectContaining({ path: 'filter', message: 'filter is not an object (string).' }),
    );
  });

  test('a field that is undefined is not given', () => {
    expect(found({ name: undefined } as never)).toBe('abcd');
  });
});
