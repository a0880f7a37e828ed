import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
import { seal } from '../../src/engine/seal.ts';
import type { RawDraft } from '../../src/model/commands.ts';
import { factSchema } from '../../src/model/fact-schema.ts';
import { Move } from '../../src/model/move.ts';

const redactor = createRedactor(undefined);
const secret = 'Bearer abcdefghijklmnopqrstuvwxyz0123456789';
const move = { type: 'stage_changed', from: 'running', to: 'succeeded', attempt: 1 } as const;
const sealed = (raw: RawDraft) => seal(raw, redactor);

describe('a record', () => {
  test('that is a bare move stays as it is', () => {
    const bare = new Move('pending', 'running', 1, 'ready');
    expect(sealed(bare)).toBe(bare);
  });

  test('holds values by value, in a form that JSON has words for', () => {
    const rows = [new Date(0)];
    const draft = sealed({ ...move, result: rows, payload: new Set([1]), schemas: ['rows'] });
    rows.push(new Date(1));
    expect(draft).toEqual({ ...move, result: [{ $date: 0 }], payload: { $set: [1] }, schemas: ['rows'] });
    expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  });

  test('says so where a result or a payload is not whole', () => {
    expect(sealed({ ...move, result: () => 1 })).toMatchObject({ lossy: true });
    expect(sealed({ ...move, payload: () => 1 })).toMatchObject({ lossy: true });
    expect(sealed({ ...move, result: 1, payload: [2] })).not.toHaveProperty('lossy');
  });

  test('has the message of its error, unless somebody says more', () => {
    const error = new Error('no such file');
    expect(sealed({ ...move, to: 'failed', error })).toMatchObject({
      message: 'no such file',
      error: { name: 'Error', message: 'no such file' },
    });
    expect(sealed({ ...move, to: 'failed', error, message: 'try again' })).toMatchObject({ message: 'try again' });
    expect(sealed({ ...move, to: 'failed', error: undefined })).toHaveProperty('error.message', 'undefined');
  });

  test('holds what the body threw although it succeeded', () => {
    expect(sealed({ ...move, caughtError: 'oops' })).toMatchObject({ caughtError: { message: 'oops' } });
    expect(sealed({ ...move, caughtError: 'oops' })).not.toHaveProperty('message');
  });

  test.each([[{}], [{ result: { a: undefined } }], [{ error: 5, caughtError: null }], [{ payload: new Map() }]])(
    'of %j is a fact',
    (given) => {
      const fact = { seq: 1, timestamp: 1, mono: 1, taskId: 't', ...sealed({ ...move, ...given }) };
      expect(factSchema.safeParse(fact).error).toBeUndefined();
    },
  );

  test('a value that cannot be read harms nobody', () => {
    const hostile = {
      get result(): never {
        throw new Error('not yours');
      },
    };
    expect(sealed({ ...move, result: hostile, error: hostile })).toMatchObject({ lossy: true });
  });
});

test('an annotation says so where its data is not whole', () => {
  const note = { type: 'annotated', kind: 'note', attempt: 1 } as const;
  expect(sealed({ ...note, data: [() => 1] as never })).toMatchObject({ lossy: true });
  expect(sealed({ ...note, data: { rows: 3 } })).toEqual({ ...note, data: { rows: 3 } });
});

test('texts are redacted, wherever a host may give one', () => {
  const drafts: readonly RawDraft[] = [
    { ...move, message: secret },
    { ...move, to: 'failed', error: new Error(secret) },
    { type: 'annotated', kind: 'note', attempt: 1, message: secret, data: { text: secret } },
    { type: 'cancel_requested', outcome: 'stopped', reason: 'requested', message: secret },
    { type: 'progressed', done: 1, note: secret },
    { type: 'step_ended', started: 1, error: secret },
    { ...move, summary: secret, schemas: [secret] },
    { type: 'progressed', done: 1, unit: secret },
    { type: 'metadata_changed', patch: { text: secret } },
    { type: 'rejected', from: secret, to: secret, legal: [], code: 'stale' },
  ];
  for (const draft of drafts) expect(JSON.stringify(sealed(draft))).not.toContain('abcdefghij');
});

test('what holds nothing of the host stays as it is', () => {
  const drafts: readonly RawDraft[] = [
    { type: 'task_created', name: 'load' },
    { type: 'cancel_requested', outcome: 'stopped', reason: 'requested' },
    { type: 'progressed', done: 1 },
    { type: 'step_ended', started: 1 },
    { type: 'heartbeat' },
    { type: 'metadata_changed', patch: { a: 1 } },
  ];
  for (const draft of drafts) expect(sealed(draft)).toBe(draft);
  expect(sealed({ type: 'annotated', kind: 'released', attempt: 1 })).toEqual({
    type: 'annotated',
    kind: 'released',
    attempt: 1,
  });
});
