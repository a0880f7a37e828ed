import { describe, expect, it } from 'vitest';
import { changeList, changesIn, changesOf, lastChangeOf } from '../../src/views/change-list.ts';
import { evolutionOf } from '../../src/views/evolution.ts';
import { observedValue } from '../../src/views/snapshot-list.ts';
import { arraySource } from '../support/array-source.ts';
import { decoded } from '../support/encoded.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

function tableTape(): FactTape {
  const tape = new FactTape().create('load').create('clean');
  tape.observe('load', 'table', { rows: 2, when: { $date: 5 } }).pass(10);
  tape.observe('clean', 'table', { rows: '2', when: { $date: 5 }, extra: 1 });
  return tape.observe('clean', 'model', 7);
}

describe('changes', () => {
  it('have an id by fact and place, the host’s values, and say who changed what', () => {
    const changes = changesOf(arraySource(tableTape().facts, { decode: decoded as never }));
    expect(changes).toEqual([
      {
        id: '3.1',
        seq: 3,
        timestamp: 1_000_000,
        taskId: 'load',
        target: 'table',
        path: '/rows',
        type: 'CREATE',
        after: 2,
        containers: ['object'],
      },
      {
        id: '3.2',
        seq: 3,
        timestamp: 1_000_000,
        taskId: 'load',
        target: 'table',
        path: '/when',
        type: 'CREATE',
        after: new Date(5),
      },
      {
        id: '4.1',
        seq: 4,
        timestamp: 1_000_010,
        taskId: 'clean',
        target: 'table',
        path: '/rows',
        type: 'TRANSFORM',
        before: 2,
        after: '2',
      },
      {
        id: '4.2',
        seq: 4,
        timestamp: 1_000_010,
        taskId: 'clean',
        target: 'table',
        path: '/extra',
        type: 'CREATE',
        after: 1,
      },
      { id: '5.1', seq: 5, timestamp: 1_000_010, taskId: 'clean', target: 'model', path: '', type: 'CREATE', after: 7 },
    ]);
  });

  it('are counted, and the last one is known', () => {
    const list = arraySource(tableTape().facts).fold(changeList);
    expect([list.count, lastChangeOf(list)]).toEqual([5, '5.1']);
    expect(lastChangeOf(arraySource([]).fold(changeList))).toBeUndefined();
  });

  it('can be asked for by target, type and task', () => {
    const source = arraySource(tableTape().facts);
    const ids = (query: Parameters<typeof changesOf>[1]) => changesOf(source, query).map(({ id }) => id);
    expect(ids({ target: 'model' })).toEqual(['5.1']);
    expect(ids({ target: 'none' })).toEqual([]);
    expect(ids({ type: 'TRANSFORM' })).toEqual(['4.1']);
    expect(ids({ task: (taskId) => taskId === 'load' })).toEqual(['3.1', '3.2']);
    expect(ids({ target: 'table', type: 'CREATE', task: (taskId) => taskId === 'clean' })).toEqual(['4.2']);
  });

  it('say which transformation made them, and where a cap cut the observation', () => {
    const tape = new FactTape().create('t').observe('t', 'x', 1, { transform: 'scale', lossy: true });
    expect(changesOf(arraySource(tape.facts))[0]).toMatchObject({ transform: 'scale', lossy: true });
  });

  it('are frozen, and the values are the caller’s own', () => {
    const source = arraySource(new FactTape().create('t').observe('t', 'x', { $date: 1 }).facts, {
      decode: decoded as never,
    });
    const [change] = changesOf(source);
    expect(Object.isFrozen(changesOf(source)) && Object.isFrozen(change)).toBe(true);
    if (change?.after instanceof Date) change.after.setTime(99);
    expect(changesOf(source)[0]?.after).toEqual(new Date(1));
  });

  it('an observation that changed nothing has none', () => {
    const tape = new FactTape().create('t').observe('t', 'x', 1).observe('t', 'x', 1);
    expect(changesOf(arraySource(tape.facts))).toHaveLength(1);
  });
});

describe('observed values', () => {
  it('are the newest ones of each target over all tasks', () => {
    const source = arraySource(tableTape().facts);
    expect(observedValue(source, 'table')).toEqual({ rows: '2', when: { $date: 5 }, extra: 1 });
    expect([observedValue(source, 'model'), observedValue(source, 'none')]).toEqual([7, undefined]);
  });
});

describe('evolution', () => {
  it('lists the distinct values in order', () => {
    const tape = new FactTape().create('t');
    for (const value of [{ a: 1 }, { a: 1 }, { a: 2 }, {}, {}, { a: 1 }]) tape.observe('t', 'x', value);
    expect(evolutionOf(arraySource(tape.facts), 'x')).toEqual([{ a: 1 }, { a: 2 }, {}, { a: 1 }]);
  });

  it('is that of one target, over all tasks, with the host’s values', () => {
    const source = arraySource(tableTape().facts, { decode: decoded as never });
    const when = new Date(5);
    expect(evolutionOf(source, 'table')).toEqual([
      { rows: 2, when },
      { rows: '2', when, extra: 1 },
    ]);
    expect(evolutionOf(source, 'none')).toEqual([]);
  });

  it('of a moment of the past ends there', () => {
    expect(evolutionOf(arraySource(tableTape().facts).upTo(3), 'table')).toHaveLength(1);
  });
});

describe('changes of one fact', () => {
  it('are those of its observation, and none for any other fact', () => {
    const tape = new FactTape().create('a').observe('a', 'x', { n: 1, m: 1 }).observe('a', 'y', 1);
    const source = taskSource(tape.facts);
    expect(changesIn(source, 2)).toEqual(changesOf(source, { target: 'x' }));
    expect(changesIn(source, 2)).toHaveLength(2);
    expect([changesIn(source, 1), changesIn(source, 99)]).toEqual([[], []]);
    expect(Object.isFrozen(changesIn(source, 2))).toBe(true);
  });
});

describe('a change', () => {
  it('has before and after where there was and is something, and nothing that is not known', () => {
    const tape = new FactTape().create('a').observe('a', 'x', { n: 1 }).observe('a', 'x', { n: 2 });
    const changes = changesOf(taskSource(tape.observe('a', 'x', {}).facts));
    expect(changes.map(({ type, ...rest }) => [type, Object.keys(rest).slice(6)])).toEqual([
      ['CREATE', ['after', 'containers']],
      ['UPDATE', ['before', 'after']],
      ['DELETE', ['before']],
    ]);
  });

  it('is none for a target that nobody observed', () => {
    expect(changesOf(taskSource(tableTape().facts), { target: 'ghost' })).toEqual([]);
  });
});

describe('changes of tasks that were let go', () => {
  it('still count, and leave those of the others', () => {
    const tape = new FactTape().create('a').create('b').observe('a', 'x', 1).observe('b', 'x', 2).observe('a', 'y', 1);
    tape.observe('b', 'x', 2);
    const source = taskSource(tape.enter('a', 'skipped').enter('b', 'skipped').facts);
    const last = lastChangeOf(source.fold(changeList));
    source.letGo('a');
    for (const from of [source, source.restored()]) {
      expect([
        changesOf(from, { target: 'x' }).length,
        changesOf(from, { target: 'y' }),
        changesOf(from).length,
      ]).toEqual([1, [], 1]);
      expect([from.fold(changeList).count, lastChangeOf(from.fold(changeList))]).toEqual([3, last]);
    }
    expect(source.fold(changeList).byTarget.texts()).toEqual(['x']);
    source.letGo('b');
    expect([changesOf(source), source.fold(changeList).gone.count]).toEqual([[], 3]);
    expect(lastChangeOf(source.restored().fold(changeList))).toBe(last);
  });
});
