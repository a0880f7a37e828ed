import { describe, expect, test } from 'vitest';
import { isCreation, isRecord, meaningIn } from '../../src/model/at-a-glance.ts';
import { Creation } from '../../src/model/creation.ts';
import type { Draft } from '../../src/model/facts.ts';
import { Move } from '../../src/model/move.ts';
import { ResultMove } from '../../src/model/result-move.ts';

const move = new Move('running', 'succeeded', 1, undefined);

describe('told by its class or by its type, the same', () => {
  test.each<[string, Draft, 'record' | 'creation' | 'neither']>([
    ['a usual record', move, 'record'],
    ['one with a result', new ResultMove(move, 7), 'record'],
    [
      'one that says more',
      { type: 'stage_changed', from: 'running', to: 'failed', attempt: 1, message: 'no' },
      'record',
    ],
    ['a usual creation', new Creation('load'), 'creation'],
    ['one that says more', { type: 'task_created', name: 'load', key: 'a' }, 'creation'],
    ['a heartbeat', { type: 'heartbeat' }, 'neither'],
  ])('%s', (_, draft, kind) => {
    expect([isRecord(draft), isCreation(draft)]).toEqual([kind === 'record', kind === 'creation']);
  });
});

test('what a record says of its stage is the same for each', () => {
  const plain = { type: 'stage_changed', from: 'running', to: 'succeeded', attempt: 1 } as const;
  const done = { phase: 'done', outcome: 'success' };
  expect([plain, move, new ResultMove(move, 7)].map(meaningIn)).toEqual([done, done, done]);
  const said = { phase: 'done', outcome: 'stopped' } as const;
  expect(meaningIn({ ...plain, to: 'over', ...said })).toMatchObject(said);
});
