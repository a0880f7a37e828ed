import { expect, it } from 'vitest';
import { Move } from '../../src/model/move.ts';

it('is a plain record of where from, where to, in which attempt and why', () => {
  expect(Object.fromEntries(Object.entries(new Move('running', 'failed', 2, 'user_exception')))).toStrictEqual({
    type: 'stage_changed',
    from: 'running',
    to: 'failed',
    attempt: 2,
    reason: 'user_exception',
  });
});

it('has no field for a reason that is not there', () => {
  expect(new Move('running', 'succeeded', 1, undefined)).not.toHaveProperty('reason');
});

it('knows beside its fields what its stage means, and where it stands among the ready-made ones', () => {
  expect(new Move('running', 'timed_out', 1, 'run_timeout').meaning).toMatchObject({
    phase: 'done',
    outcome: 'timeout',
  });
  expect(new Move('running', 'downloading', 1, undefined).meaning).toEqual({ phase: 'idle' });
  expect([new Move('running', 'failed', 1, undefined), new Move('running', 'failed', 1, undefined, 7)]).toMatchObject([
    { place: 0 },
    { place: 7 },
  ]);
});
