import { describe, expect, test } from 'vitest';
import { type Limits, nextLimit } from '../../src/rules/limits.ts';
import { Judged } from '../support/judged.ts';

const all: Limits = { pendingTimeout: 10, attemptTimeout: 30, timeout: 50, heartbeatTimeout: 20, deadline: 1500 };
const next = (task: Judged, limits: Limits) =>
  nextLimit(task.state, limits, { now: 1000 + task.mono, mono: task.mono });

test('without limits there is none', () => {
  expect(next(Judged.in('running'), {})).toBeUndefined();
});

test('of two that pass at once the first of the list is taken', () => {
  expect(next(new Judged().move('running'), { timeout: 5, attemptTimeout: 5 })?.reason).toBe('run_timeout');
  expect(next(new Judged().move('running'), { timeout: 5, deadline: 1005 })?.reason).toBe('deadline');
});

describe('by stage', () => {
  test.each([
    ['not_started', { reason: 'deadline', inMs: 500 }],
    ['pending', { reason: 'pending_timeout', inMs: 10 }],
    ['running', { reason: 'heartbeat_lost', inMs: 20 }],
    ['paused', { reason: 'deadline', inMs: 500 }],
    ['retrying', { reason: 'pending_timeout', inMs: 10 }],
    ['interrupted', { reason: 'deadline', inMs: 500 }],
    ['succeeded', undefined],
    ['cancelled', undefined],
  ])('%s', (stage, limit) => {
    expect(next(Judged.in(stage), all)).toEqual(limit);
  });

  test('a back-off that is scheduled is no waiting', () => {
    const task = Judged.in('running');
    task.enter('retrying', { nextAttemptAt: 5000 });
    expect(next(task, all)).toEqual({ reason: 'deadline', inMs: 500 });
  });
});

describe('counted', () => {
  test('pending: from when it came there', () => {
    expect(next(new Judged().pass(7).move('pending').pass(4), { pendingTimeout: 10 })?.inMs).toBe(6);
    expect(next(new Judged().move('pending').pass(40), { pendingTimeout: 10 })?.inMs).toBe(-30);
  });

  test('all attempts together, without pauses and back-offs', () => {
    const task = new Judged().move('running').pass(10).move('paused').pass(1000).move('running').pass(5);
    expect(next(task, { timeout: 50 })).toEqual({ reason: 'run_timeout', inMs: 35 });
    task.move('retrying').pass(1000).move('running').pass(8);
    expect(next(task, { timeout: 50 })?.inMs).toBe(27);
  });

  test('each attempt by itself, without pauses', () => {
    const task = new Judged().move('running').pass(10).move('paused').pass(1000).move('running').pass(5);
    expect(next(task, { attemptTimeout: 30 })).toEqual({ reason: 'attempt_timeout', inMs: 15 });
    expect(next(task.move('retrying', 'running').pass(8), { attemptTimeout: 30 })?.inMs).toBe(22);
  });

  test('heartbeats: from the last sign of life', () => {
    const task = new Judged().move('running').pass(15);
    task.give({ do: 'record', draft: { type: 'heartbeat' } });
    expect(next(task.pass(5), { heartbeatTimeout: 20 })).toEqual({ reason: 'heartbeat_lost', inMs: 15 });
    expect(next(task.move('paused').pass(500), { heartbeatTimeout: 20 })).toBeUndefined();
    expect(next(task.move('running'), { heartbeatTimeout: 20 })?.inMs).toBe(20);
  });

  test('the deadline: by the wall clock, whatever the task does', () => {
    expect(next(new Judged().pass(600), { deadline: 1500 })).toEqual({ reason: 'deadline', inMs: -100 });
  });
});
