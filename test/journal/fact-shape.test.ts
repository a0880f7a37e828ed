import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/journal/fact-shape.ts';
import type { Fact } from '../../src/model/facts.ts';
import { sampleFacts } from '../../src/testing/sample-facts.ts';

/** What a fact of each type cannot do without. */
const needed: Readonly<Record<Fact['type'], readonly string[]>> = {
  task_created: ['taskId', 'name'],
  stage_changed: ['taskId', 'from', 'to', 'attempt'],
  rejected: ['taskId', 'from', 'to', 'legal'],
  progressed: ['taskId', 'done'],
  heartbeat: ['taskId'],
  metadata_changed: ['patch'],
  changed: ['taskId', 'target', 'changes'],
  snapshot_taken: ['taskId', 'label', 'phase'],
  step_started: ['taskId', 'step'],
  step_ended: ['taskId', 'started'],
  annotated: ['taskId', 'kind'],
  cancel_requested: ['taskId', 'outcome', 'reason'],
  recovered: ['lastSeenAt'],
};

describe.each(Object.entries(needed))('a fact of type %s', (type, fields) => {
  const samples = sampleFacts(1, 16).filter((fact) => fact.type === type);

  test('is known', () => {
    expect(samples).not.toEqual([]);
    for (const fact of samples) expect(shapeOf(fact)).toBe('known');
  });

  test.each(['timestamp', 'mono', ...fields])('is told where its %s is missing or is something else', (field) => {
    for (const odd of [undefined, true, field === 'mono' ? '1' : null]) {
      expect(shapeOf({ ...samples[0], [field]: odd })).toEqual({ problem: expect.stringMatching(`^${field}.*: .+`) });
    }
  });
});

test('metadata are of a task or of a work', () => {
  const fact = { seq: 1, timestamp: 1, mono: 1, type: 'metadata_changed', patch: { a: 1 } };
  expect(shapeOf({ ...fact, taskId: 'a' })).toBe('known');
  expect(shapeOf({ ...fact, work: 'load' })).toBe('known');
  expect(shapeOf(fact)).toEqual({ problem: 'it is of no task and of no work' });
});

test('the place is told, however deep it is', () => {
  const fact = { seq: 1, timestamp: 1, mono: 1, type: 'task_created', taskId: 'a', name: 'load' };
  expect(shapeOf({ ...fact, tags: ['b', 1] })).toEqual({ problem: expect.stringMatching(/^tags\.1: .+/) });
});

const error = { name: 'Error', message: 'no', stack: 'at', code: 'odd', cause: { name: 'Error', message: '' } };
const oddErrors = [5, {}, { name: 'Error' }, { ...error, name: 1 }, { ...error, stack: 1 }, { ...error, code: 1 }];
const change = { path: '/a', type: 'CREATE', containers: ['object', 'array', 'map'] };

/** What a fact may have beside, as it may be and as it may not. */
const optional: Readonly<Record<string, Readonly<Record<string, readonly [good: unknown, ...odd: unknown[]]>>>> = {
  task_created: {
    path: ['a/b', 5],
    parent: ['a', 5],
    key: ['k', 5],
    resumedFrom: ['a', 5],
    lifecycle: ['own', 5],
    initial: ['draft', 5],
    phase: ['idle', 'busy', 5],
    tags: [['a'], 'a', [1]],
    communicators: [['a'], 'a', [1]],
    after: [['a'], 'a', [1]],
    when: ['always', 5],
    metadata: [{ a: 1 }, 5, null],
    owner: [{ pid: 1 }, 5, null],
  },
  stage_changed: {
    reason: ['odd', 5],
    message: ['so', 5],
    summary: ['so', 5],
    schemas: [['a'], 'a', [1]],
    phase: ['done', 'busy'],
    outcome: ['success', 'fine'],
    nextAttemptAt: [5, '5', Number.NaN],
    lastSeenAt: [5, '5'],
    lastSeenMono: [5.5, '5'],
    cause: [1, '1', 0.5, -1],
    error: [error, ...oddErrors, { ...error, cause: { name: 1 } }],
    caughtError: [error, ...oddErrors],
  },
  rejected: { legal: [['a'], 'a', [1]] },
  progressed: { total: [5, '5'], note: ['so', 5] },
  changed: {
    attempt: [1, -1],
    changes: [
      [change],
      5,
      [null],
      [{ ...change, path: 1 }],
      [{ ...change, type: 1 }],
      [{ ...change, containers: [1] }],
      [{ ...change, containers: ['object', 'moon'] }],
      [change, 5],
    ],
  },
  snapshot_taken: { attempt: [1, -1] },
  step_started: { attempt: [1, 0.5] },
  step_ended: { error: ['no', 5] },
  annotated: { attempt: [1, -1], message: ['so', 5] },
  cancel_requested: { message: ['so', 5] },
};

describe.each(Object.entries(optional))('what a fact of type %s has beside', (type, fields) => {
  const sample = sampleFacts(1, 16).find((fact) => fact.type === type);

  test('may be there, all of it', () => {
    const all = Object.fromEntries(Object.entries(fields).map(([field, [good]]) => [field, good]));
    expect(shapeOf({ ...sample, ...all })).toBe('known');
  });

  test.each(Object.entries(fields))('is told where its %s is something else', (field, [, ...odd]) => {
    for (const value of odd) expect(shapeOf({ ...sample, [field]: value })).toHaveProperty('problem');
  });
});

test('a fact of a type that this version does not know is left as it is', () => {
  expect(shapeOf({ seq: 1, timestamp: 1, mono: 1, type: 'moon_landed', taskId: 7 })).toBe('unknown');
});

test('what has no type is no fact', () => {
  expect(shapeOf({ seq: 1, timestamp: 1, mono: 1 })).toHaveProperty('problem');
  expect(shapeOf({ seq: 1, timestamp: '1', mono: 1, type: 'moon_landed' })).toHaveProperty('problem');
});
