import { describe, expect, it } from 'vitest';
import { factSchema } from '../../src/model/fact-schema.ts';
import type { Fact, FactType } from '../../src/model/facts.ts';

const when = { seq: 1, timestamp: 1_700_000_000_000, mono: 12.5 };
const ofTask = { ...when, taskId: 't0' };
const owner = { host: 'h', pid: 7, versions: { node: '20' }, environment: { LANG: 'C' } };
const error = { name: 'Error', message: 'x', stack: 'at y', code: 'E', cause: { name: 'Error', message: 'why' } };

/** Of each type the least that it may hold, and all that it may hold. */
const facts: { [T in FactType]: readonly [least: Fact & { type: T }, most: Fact & { type: T }] } = {
  task_created: [
    { ...ofTask, type: 'task_created', name: 'load' },
    {
      ...ofTask,
      type: 'task_created',
      name: 'load',
      path: 'nightly/load',
      parent: 't1',
      key: 'k',
      tags: ['a'],
      metadata: { a: { b: [null, true, 1, 'x'] } },
      lifecycle: 'download',
      initial: 'planned',
      parameters: { a: 1 },
      pollInterval: 10,
      communicators: ['pipe'],
      args: [1, null],
      argsRedacted: true,
      resumedFrom: 't2',
      after: ['t3'],
      when: 'all_done',
      owner,
    },
  ],
  stage_changed: [
    { ...ofTask, type: 'stage_changed', from: 'pending', to: 'running', attempt: 1 },
    {
      ...ofTask,
      type: 'stage_changed',
      from: 'running',
      to: 'over',
      attempt: 3,
      phase: 'done',
      outcome: 'failure',
      reason: 'exit_code',
      message: 'it left with 1',
      cause: 4,
      result: null,
      lossy: true,
      summary: 's',
      payload: {},
      schemas: ['a'],
      error,
      caughtError: error,
      nextAttemptAt: 5,
      lastSeenAt: 6,
      lastSeenMono: 7,
    },
  ],
  rejected: [
    { ...ofTask, type: 'rejected', from: 'failed', to: 'running', legal: [], code: 'illegal' },
    { ...ofTask, type: 'rejected', from: 'running', to: 'pending', legal: ['failed'], code: 'stale' },
  ],
  progressed: [
    { ...ofTask, type: 'progressed', done: 0 },
    { ...ofTask, type: 'progressed', done: 1, total: 2, unit: 'rows', note: 'half' },
  ],
  heartbeat: [
    { ...ofTask, type: 'heartbeat' },
    { ...ofTask, type: 'heartbeat' },
  ],
  metadata_changed: [
    { ...ofTask, type: 'metadata_changed', patch: {} },
    { ...when, type: 'metadata_changed', work: 'load', patch: { a: null } },
  ],
  changed: [
    { ...ofTask, type: 'changed', target: 'table', attempt: 0, changes: [] },
    {
      ...ofTask,
      type: 'changed',
      target: 'table',
      attempt: 1,
      changes: [
        { path: '', type: 'CREATE', after: 1 },
        { path: '/a/0', type: 'TRANSFORM', before: 1, after: 'x', containers: ['array', 'object', 'map'] },
      ],
      transform: 'toText',
      lossy: true,
    },
  ],
  snapshot_taken: [
    { ...ofTask, type: 'snapshot_taken', label: 'load', phase: 'before', attempt: 0 },
    { ...ofTask, type: 'snapshot_taken', label: 'load', phase: 'transition', attempt: 1 },
  ],
  step_started: [
    { ...ofTask, type: 'step_started', step: 'parse', attempt: 1 },
    { ...ofTask, type: 'step_started', step: 'parse', attempt: 2 },
  ],
  step_ended: [
    { ...ofTask, type: 'step_ended', started: 3 },
    { ...ofTask, type: 'step_ended', started: 3, error: 'bad row' },
  ],
  annotated: [
    { ...ofTask, type: 'annotated', kind: 'released', attempt: 1 },
    { ...ofTask, type: 'annotated', kind: 'late_result', attempt: 1, message: 'late', data: [1] },
  ],
  cancel_requested: [
    { ...ofTask, type: 'cancel_requested', outcome: 'stopped', reason: 'shutdown' },
    { ...ofTask, type: 'cancel_requested', outcome: 'cancelled', reason: 'requested', message: 'm', cause: 2 },
  ],
  recovered: [
    { ...when, type: 'recovered', lastSeenAt: 5 },
    { ...when, type: 'recovered', lastSeenAt: 5, owner, torn: true, lost: 2 },
  ],
};

const refused = (fact: unknown) => !factSchema.safeParse(fact).success;

describe.each(Object.entries(facts))('%s', (type, [least, most]) => {
  it('parses with the least and with all that it may hold, and loses nothing', () => {
    expect(factSchema.parse(least)).toEqual(least);
    expect(factSchema.parse(most)).toEqual(most);
    expect(JSON.parse(JSON.stringify(most))).toEqual(most);
  });

  it('is refused without its stamp', () => {
    for (const field of ['seq', 'timestamp', 'mono']) expect(refused({ ...least, [field]: undefined })).toBe(true);
    expect(refused({ ...least, seq: 0 })).toBe(true);
    expect(refused({ ...least, timestamp: Number.NaN })).toBe(true);
  });

  it('is refused where a field that is given is undefined', () => {
    const optional = Object.keys(most).filter((field) => !(field in least));
    for (const field of optional) expect(refused({ ...most, [field]: undefined }), `${type}.${field}`).toBe(true);
  });
});

describe('what is no fact', () => {
  it('is a type that is not known', () => {
    expect(refused({ ...ofTask, type: 'teleported' })).toBe(true);
    expect(refused({ ...ofTask })).toBe(true);
  });

  it('is a value that JSON has no word for', () => {
    const [least] = facts.stage_changed;
    for (const result of [1n, () => 1, Symbol('x'), Number.NaN]) expect(refused({ ...least, result })).toBe(true);
  });

  it('is a recovery of a single task', () => {
    expect(refused({ ...facts.recovered[0], taskId: 't0' })).toBe(true);
  });

  it('is an error whose cause is none', () => {
    expect(refused({ ...facts.stage_changed[0], error: { name: 'E', message: 'm', cause: 'disk' } })).toBe(true);
  });
});

describe('the key __proto__', () => {
  it('is dropped from a record, and never becomes a prototype: what is recorded must be encoded before', () => {
    const patch = JSON.parse('{ "__proto__": { "admin": true }, "a": 1 }') as Record<string, number>;
    const parsed = factSchema.parse({ ...ofTask, type: 'metadata_changed', patch }) as Fact & { patch: object };
    expect(Object.keys(patch)).toEqual(['__proto__', 'a']);
    expect(Object.keys(parsed.patch)).toEqual(['a']);
    expect('admin' in parsed.patch).toBe(false);
  });
});
