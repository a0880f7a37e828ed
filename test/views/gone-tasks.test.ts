import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { View } from '../../src/ports/view.ts';
import { endOfKey } from '../../src/views/ends-by-key.ts';
import { tasksAt } from '../../src/views/paths.ts';
import { Places } from '../../src/views/places.ts';
import { readerOf } from '../../src/views/reader.ts';
import { idsInStages } from '../../src/views/stages.ts';
import { TaskReading } from '../../src/views/task-reading.ts';
import { WorkReading } from '../../src/views/work-reading.ts';
import type { ArraySource } from '../support/array-source.ts';
import { everything } from '../support/everything.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** Two tasks of the work `load`, each with a child and a word of everything that a task can have. */
function tape(): FactTape {
  const made = new FactTape();
  for (const id of ['a', 'b']) {
    made
      .create(id, { name: 'load', key: id, metadata: { of: id } })
      .pass(1)
      .enter(id, 'running');
    made.create(`${id}1`, { name: 'part', path: 'load/part', parent: id }).enter(`${id}1`, 'skipped');
    made.write(id, { type: 'rejected', from: 'running', to: 'pending', legal: ['paused'], code: 'illegal' });
    made.write(id, { type: 'metadata_changed', patch: { patched: id } });
    made.write(id, { type: 'annotated', kind: 'note', attempt: 1, message: id });
    made.observe(id, id, 1);
    made.snapshot(id, 'after', 'mine');
    made.pass(5).enter(id, 'succeeded', { result: id });
  }
  return made.create('c', { name: 'save', resumedFrom: 'a' });
}

/** All that is told of the tasks that are kept. */
function told(source: ArraySource) {
  const reader = readerOf(source);
  const ids = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id);
  return {
    list: ids(reader.list()),
    loads: ids(reader.list({ path: 'load' })),
    roots: ids(reader.list({ parent: null })),
    done: ids(reader.list({ phase: 'done' })),
    succeeded: ids(reader.list({ stage: 'succeeded' })),
    results: [...reader.results()],
    rejections: reader.rejections().map(({ taskId }) => taskId),
    changes: reader.changes().map(({ target }) => target),
    snapshots: reader.snapshots({ label: 'mine' }).map(({ taskId }) => taskId),
    timings: reader.timings().map(({ taskId }) => taskId),
    tree: reader.tree().map(({ task, children }) => [task.id, children.length]),
    notes: reader.list().map((task) => [task.annotations.length, task.metadata['patched'], task.children.length]),
  };
}

test('nothing is told of a task that was let go, and of the others what was told before', () => {
  const source = taskSource(tape().facts);
  expect(told(source)).toMatchObject({ list: ['a', 'a1', 'b', 'b1', 'c'], results: [['load', 'b']] });
  source.letGo('b1', 'b');
  const left = {
    list: ['a', 'a1', 'c'],
    loads: ['a'],
    roots: ['a', 'c'],
    done: ['a', 'a1'],
    succeeded: ['a'],
    results: [['load', 'a']],
    rejections: ['a'],
    changes: ['a'],
    snapshots: ['a'],
    timings: ['a', 'a1', 'c'],
    tree: [
      ['a', 1],
      ['c', 0],
    ],
    notes: [
      [1, 'a', 1],
      [0, undefined, 0],
      [0, undefined, 0],
    ],
  };
  expect(told(source)).toEqual(left);
  expect(told(source.restored())).toEqual(left);
  source.letGo('a1', 'a');
  expect(told(source)).toMatchObject({ list: ['c'], loads: [], results: [], rejections: [], tree: [['c', 0]] });
});

describe('the reading of a task that was let go', () => {
  test('knows its id where somebody asked before, and nothing else', () => {
    const source = taskSource(tape().facts);
    const [known, unknown] = [new TaskReading(source, 2), new TaskReading(source, 2)];
    expect([known.id, known.isSettled]).toEqual(['b', true]);
    source.letGo('b1', 'b');
    expect(known.id).toBe('b');
    expect(() => known.status()).toThrow(
      expect.objectContaining({ code: 'expired', message: expect.stringContaining('b') }),
    );
    for (const read of ['name', 'path', 'attempt', 'metadata', 'progress', 'children', 'history'] as const)
      expect(() => unknown[read]).toThrow(expect.objectContaining({ code: 'expired' }));
    expect(inspect(known)).toBe(inspect({ id: 'b', expired: true }));
    expect(inspect(unknown)).toBe(inspect({ id: undefined, expired: true }));
  });

  test('a parent that was let go is none', () => {
    const source = taskSource(new FactTape().create('p').create('c', { parent: 'p' }).enter('p', 'skipped').facts);
    expect(new TaskReading(source, 1).parent?.id).toBe('p');
    source.letGo('p');
    expect(new TaskReading(source, 1).parent).toBeUndefined();
  });
});

describe('a work whose newest task was let go', () => {
  function workIn(source: ArraySource): WorkReading {
    return new WorkReading(source, 'load', (position) => new TaskReading(source, position));
  }

  test('still tells how that ended, and has no newest task', () => {
    const source = taskSource(tape().facts);
    const before = workIn(source).status();
    source.letGo('b1', 'b');
    for (const work of [workIn(source), workIn(source.restored())]) {
      expect(work.status()).toEqual(before);
      expect([work.latest?.id, work.hasSucceeded, work.isSettled, work.hasStarted]).toEqual([
        undefined,
        true,
        true,
        true,
      ]);
      expect([work.tasks.map(({ id }) => id), work.statuses]).toEqual([['a'], []]);
      expect(work.latestValidResult()).toBe('b');
    }
  });

  test('of which nothing is kept tells its counts, and its newest result', () => {
    const source = taskSource(tape().facts);
    source.letGo('a1', 'a', 'b1', 'b');
    const work = workIn(source);
    expect(work.status()).toMatchObject({
      stage: 'succeeded',
      result: 'b',
      runs: 2,
      successes: 2,
      count: 1,
      valid: true,
    });
    expect([work.latest, work.tasks, work.statuses, work.history]).toEqual([undefined, [], [], []]);
    expect([work.latestValidResult(), work.timings().count]).toEqual(['b', 2]);
  });

  test('goes on with the next one', () => {
    const made = tape();
    const source = taskSource(made.facts);
    source.letGo('a1', 'a', 'b1', 'b');
    made.create('d', { name: 'load' }).enter('d', 'running').enter('d', 'failed');
    expect(workIn(source).status()).toMatchObject({ stage: 'failed', runs: 3, failures: 1, count: 1 });
    expect([workIn(source).latest?.id, workIn(source).latestValidResult()]).toEqual(['d', 'b']);
  });

  test('a result that was taken back before it was let go is not its newest', () => {
    const made = tape();
    made.write('b', { type: 'annotated', kind: 'invalidated', attempt: 1 });
    const source = taskSource(made.facts);
    source.letGo('b1', 'b');
    expect([workIn(source).latestValidResult(), workIn(source).status().stage]).toEqual(['a', 'succeeded']);
    expect(workIn(source).status()).toMatchObject({ valid: false });
  });
});

describe('a view of which nothing counts for ever', () => {
  /** What is behind a state, with the numbers that are kept in `Places`. */
  function plain(state: unknown): unknown {
    if (state instanceof Places) return state.list();
    if (state instanceof Map) return new Map([...state].map(([key, value]) => [key, plain(value)]));
    if (state instanceof Set || typeof state !== 'object' || state === null) return state;
    return Object.entries(state).map(([name, part]) => [name, plain(part)]);
  }

  /** All views that somebody looked at. */
  function watched(source: ArraySource): readonly View<unknown>[] {
    const seen = new Set<View<unknown>>();
    const fold = source.fold.bind(source);
    source.fold = (view) => {
      seen.add(view);
      return fold(view);
    };
    everything(readerOf(source), ['load', 'part', 'save']);
    endOfKey(source, 'load', 'a');
    tasksAt(source, 'load');
    idsInStages(source, ['succeeded']);
    return [...seen].filter(({ save }) => !save);
  }

  test('holds of a task that was let go no more than if it had never been', () => {
    const made = tape();
    made.write('b', { type: 'progressed', done: 1 });
    made.create('only', { key: 'o' }).enter('only', 'running').enter('only', 'succeeded');
    const source = taskSource(made.facts);
    const views = watched(source);
    expect(views.map(({ name }) => name).sort()).toEqual([
      'annotations',
      'endsByKey',
      'families',
      'metadata',
      'paths',
      'progress',
      'rejections',
      'results',
      'resumes',
      'stages',
      'starts',
    ]);
    source.letGo('b1', 'b', 'only');
    const anew = source.restored();
    for (const view of views)
      expect({ [view.name]: plain(source.fold(view)) }).toEqual({ [view.name]: plain(anew.fold(view)) });
  });
});
