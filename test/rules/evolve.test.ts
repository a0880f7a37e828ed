import { describe, expect, test } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Draft, DraftOf, FactType } from '../../src/model/facts.ts';
import { evolve } from '../../src/rules/evolve.ts';
import { initialState } from '../../src/rules/state.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { Judged } from '../support/judged.ts';

const stamp = { seq: 2, timestamp: 1000, mono: 10 };

describe('the clocks of a task', () => {
  test('count what runs, over pauses and attempts', () => {
    const task = new Judged().pass(5).move('running').pass(10).move('paused').pass(100).move('running').pass(20);
    expect(task.state).toMatchObject({ ran: 10, ranInAttempt: 10, since: 115 });
    task.move('retrying').pass(1000);
    expect(task.state).toMatchObject({ ran: 30, ranInAttempt: 30, since: 135 });
    task.move('running').pass(7).move('succeeded');
    expect(task.state).toMatchObject({ ran: 37, ranInAttempt: 7, since: 1142 });
  });

  test('run on while the same stage is recorded again', () => {
    const task = new Judged().move('running').pass(10);
    task.enter('running', { message: 'still there' });
    expect(task.state).toMatchObject({ since: 0, ran: 0 });
    expect(task.pass(5).move('paused').state.ran).toBe(15);
  });

  test('stop at the last sign of life of a lost owner', () => {
    const task = new Judged().pass(100).move('running').pass(500);
    task.enter('interrupted', { reason: 'owner_lost', lastSeenAt: 1040, lastSeenMono: 140 });
    expect(task.state).toMatchObject({ ran: 40, ranInAttempt: 40, since: 600, beat: 600 });
    expect(task.move('running').state).toMatchObject({ ran: 40, ranInAttempt: 0, attempt: 2 });
  });

  test('never go back, whatever clock another owner has', () => {
    const task = new Judged().pass(1000).move('running');
    task.mono = 3;
    expect(task.move('failed').state).toMatchObject({ ran: 0, since: 3 });
  });

  test('count what a task waited until its owner was lost, and goes on waiting after that', () => {
    const task = new Judged().pass(100).move('pending').pass(500);
    task.enter('interrupted', { reason: 'owner_lost', lastSeenAt: 1140, lastSeenMono: 140 });
    expect(task.state).toMatchObject({ waited: 40, ran: 0, since: 600 });
    task.move('pending').pass(9);
    task.enter('interrupted', { reason: 'owner_lost', lastSeenAt: 1605, lastSeenMono: 605 });
    expect(task.state).toMatchObject({ waited: 45, since: 609 });
    expect(task.move('running').state).toMatchObject({ waited: 0, attempt: 1 });
  });

  test('count no wait that ended in a usual way, and no pause: limits are told by when it began', () => {
    expect(new Judged().move('pending').pass(30).move('paused').state.waited).toBe(0);
    const task = new Judged().move('pending', 'paused').pass(30);
    task.enter('interrupted', { lastSeenAt: 1, lastSeenMono: 20 });
    expect(task.state.waited).toBe(0);
  });

  test('do not count a pause that is interrupted as run', () => {
    const task = new Judged().move('running').pass(4).move('paused').pass(9);
    task.enter('interrupted', { lastSeenAt: 1, lastSeenMono: 5 });
    expect(task.state).toMatchObject({ ran: 4, underway: false });
  });

  test('are reset for signs of life by a report, a heartbeat and a move', () => {
    const task = new Judged().move('running').pass(10);
    task.give({ do: 'record', draft: { type: 'heartbeat' } });
    expect(task.state.beat).toBe(10);
    task.pass(10).give({ do: 'record', draft: { type: 'progressed', done: 1 } });
    expect(task.state.beat).toBe(20);
    expect(task.pass(10).move('paused').state.beat).toBe(30);
  });
});

describe('an attempt', () => {
  test.each([
    ['running', true],
    ['running paused', true],
    ['running paused running', true],
    ['running interrupted', false],
    ['running paused interrupted', false],
    ['running retrying', false],
    ['running retrying pending', false],
    ['pending paused', false],
    ['running failed', false],
  ])('after %s is under way: %s', (way, underway) => {
    expect(new Judged().move(...way.split(' ')).state.underway).toBe(underway);
  });

  test('that lost its owner is over in any paused stage', () => {
    const held = defineLifecycle({
      name: 'held',
      stages: {
        queued: { phase: 'waiting', to: ['working'] },
        working: { phase: 'active', to: ['held', 'well', 'badly'] },
        held: { phase: 'paused', to: ['working'] },
        well: { phase: 'done', outcome: 'success' },
        badly: { phase: 'done', outcome: 'failure' },
      },
    });
    const paused = new Judged(held).move('working', 'held');
    expect(paused.state.underway).toBe(true);
    expect(paused.move('working').state.attempt).toBe(1);
    const lost = new Judged(held).move('working');
    lost.give({ do: 'lead', role: 'interrupt', entry: { lastSeenAt: 1 } });
    expect(lost.state).toMatchObject({ stage: 'held', underway: false });
    expect(lost.move('working').state.attempt).toBe(2);
  });

  test('forgets the names of children that the one before took', () => {
    const task = new Judged();
    task.state.childNames = new Map([['load', 1]]);
    expect(task.move('pending').state.childNames).toBeDefined();
    expect(task.move('running').state.childNames).toBeUndefined();
    task.state.childNames = new Map([['load', 1]]);
    expect(task.move('paused', 'running').state.childNames).toBeDefined();
    expect(task.move('retrying', 'running').state.childNames).toBeUndefined();
  });
});

describe('what a record says', () => {
  test('stands in the state', () => {
    const task = new Judged();
    task.enter('pending', { reason: 'queued', message: 'third in line' });
    expect(task.state).toMatchObject({ record: 1, stage: 'pending', phase: 'waiting', outcome: undefined });
    expect(task.state).toMatchObject({ reason: 'queued', message: 'third in line' });
    task.move('running');
    task.enter('retrying', { reason: 'user_exception', nextAttemptAt: 99 });
    expect(task.state).toMatchObject({ nextAttemptAt: 99, message: undefined });
    task.move('running', 'failed');
    expect(task.state).toMatchObject({ nextAttemptAt: undefined, phase: 'done', outcome: 'failure' });
  });

  test('its own meaning wins over that of the lifecycle', () => {
    const { state } = new Judged();
    const fact = { type: 'stage_changed', from: 'not_started', to: 'running', attempt: 0 } as const;
    evolve(state, { ...fact, phase: 'done', outcome: 'skipped' }, stamp);
    expect(state).toMatchObject({ stage: 'running', phase: 'done', outcome: 'skipped', record: 2 });
  });

  test('of a stage that nothing explains is read as it stands', () => {
    const { state } = new Judged();
    evolve(state, { type: 'stage_changed', from: 'not_started', to: 'gone', attempt: 0 }, stamp);
    expect(state).toMatchObject({ stage: 'gone', phase: 'idle', outcome: undefined });
    expect(initialState(taskLifecycle, 'pending')).toMatchObject({ stage: 'pending', phase: 'waiting' });
    expect(initialState(taskLifecycle, 'gone')).toMatchObject({ stage: 'gone', phase: 'idle' });
  });
});

describe('a request to end', () => {
  const asked = { type: 'cancel_requested', outcome: 'stopped', reason: 'shutdown', message: 'm', cause: 1 } as const;

  test('is kept with its number, until the attempt is over', () => {
    const task = Judged.in('running');
    evolve(task.state, asked, { ...stamp, seq: 9 });
    const { type: _, ...request } = asked;
    expect(task.state.request).toEqual({ seq: 9, ...request });
    expect(task.move('paused').state.request).toBeDefined();
    expect(task.move('running').state.request).toBeDefined();
    expect(task.move('stopped').state.request).toBeUndefined();
  });
});

type Interesting = 'task_created' | 'stage_changed' | 'cancel_requested' | 'heartbeat' | 'progressed';

test('its clocks begin with its creation', () => {
  const { state } = new Judged();
  evolve(state, { type: 'task_created', name: 'load' }, { ...stamp, mono: 77 });
  expect(state).toMatchObject({ since: 77, beat: 77, ran: 0 });
});

test('facts that are of no interest change nothing', () => {
  const others: Record<Exclude<FactType, Interesting>, Draft> = {
    rejected: { type: 'rejected', from: 'a', to: 'b', legal: [], code: 'stale' },
    metadata_changed: { type: 'metadata_changed', patch: { a: 1 } },
    changed: { type: 'changed', target: 't', attempt: 1, changes: [] },
    snapshot_taken: { type: 'snapshot_taken', label: 'l', phase: 'transition', attempt: 1 },
    step_started: { type: 'step_started', step: 's', attempt: 1 },
    step_ended: { type: 'step_ended', started: 1 },
    annotated: { type: 'annotated', kind: 'note', attempt: 1 },
    recovered: { type: 'recovered', lastSeenAt: 1 },
  };
  const { state } = Judged.in('running');
  const before = structuredClone({ ...state, lifecycle: undefined });
  for (const fact of Object.values(others)) evolve(state, fact, { ...stamp, mono: 77 });
  expect({ ...state, lifecycle: undefined }).toEqual(before);
});

test('a fact that a newer version wrote changes nothing', () => {
  const { state } = Judged.in('running');
  const before = { ...state };
  evolve(state, { type: 'applauded', volume: 11 } as never, stamp);
  expect(state).toEqual(before);
});

test('releases and first observations are noted', () => {
  const { state } = Judged.in('succeeded');
  const released: DraftOf<'annotated'> = { type: 'annotated', kind: 'released', attempt: 1 };
  evolve(state, released, stamp);
  evolve(state, { type: 'snapshot_taken', label: 'before', phase: 'before', attempt: 1 }, stamp);
  expect(state).toMatchObject({ released: true, observing: true });
});
