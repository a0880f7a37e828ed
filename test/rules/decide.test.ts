import { describe, expect, test } from 'vitest';
import type { Command, Entry } from '../../src/model/commands.ts';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { TransitionError } from '../../src/model/errors.ts';
import type { Draft, DraftOf } from '../../src/model/facts.ts';
import type { Lifecycle, Role } from '../../src/model/lifecycle.ts';
import { canLead, decide } from '../../src/rules/decide.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { Judged, moves, plain } from '../support/judged.ts';
import { stages } from '../support/roads.ts';

const ask = (role: Role, entry: Entry = {}): Command => ({ do: 'ask', role, entry });
const lead = (role: Role, entry: Entry = {}): Command => ({ do: 'lead', role, entry });
const settle = (role: 'succeed' | 'fail' | 'retry', attempt: number, entry: Entry = {}): Command => {
  return { do: 'settle', attempt, role, entry };
};
const request = (outcome: 'cancelled' | 'stopped', hasBody: boolean, entry: Entry = {}): Command => {
  return { do: 'request', outcome, hasBody, entry };
};
const record = (draft: Draft): Command => ({ do: 'record', draft });
const annotate = (kind: DraftOf<'annotated'>['kind']): Command => {
  return { do: 'annotate', draft: { type: 'annotated', kind, attempt: 1 } };
};
const isDone = (stage: string) => taskLifecycle.phaseOf(stage) === 'done';

/** An own lifecycle that has neither a stop nor a cancelled nor a skipped stage, nor a road from its end of waiting. */
const upload = defineLifecycle({
  name: 'upload',
  stages: {
    queued: { phase: 'waiting', to: ['sending', 'broken'] },
    sending: { phase: 'active', to: ['checking', 'broken'] },
    checking: { phase: 'active', to: ['sent', 'broken'] },
    sent: { phase: 'done', outcome: 'success' },
    broken: { phase: 'done', outcome: 'failure' },
  },
});

describe('what the library does by itself', () => {
  test.each<[Role, string]>([
    ['time_out', 'timed_out'],
    ['cancel', 'cancelled'],
    ['retry', 'retrying'],
    ['interrupt', 'interrupted'],
    ['start', 'running'],
  ])('leads %s to %s', (role, stage) => {
    const task = Judged.in('running');
    task.give(lead(role, { reason: 'x' }));
    expect(task.state.stage).toBe(stage);
  });

  test('goes to the failure stage where no road leads to what is meant, the reason kept', () => {
    const task = new Judged(upload).move('sending');
    expect(plain(task.give(lead('cancel', { reason: 'shutdown', message: 'm' })))).toMatchObject([
      { to: 'broken', reason: 'shutdown', message: 'm', phase: 'done', outcome: 'failure' },
    ]);
    expect(moves(new Judged(upload).give(lead('skip')))).toBe('broken');
  });

  test.each([
    ['cancel', 'requested'],
    ['stop', 'requested'],
    ['time_out', 'run_timeout'],
    ['skip', 'nothing_to_do'],
    ['retry', 'user_exception'],
  ] as const)('keeps the reason that %s has by default', (role, reason) => {
    const task = new Judged(upload).move('sending');
    task.give(lead(role));
    expect(task.state).toMatchObject({ stage: 'broken', reason });
  });

  test('fails a body that returned where no road leads to success', () => {
    const task = new Judged(upload).move('sending');
    task.give(lead('succeed', { result: 1 }));
    expect(task.state).toMatchObject({ stage: 'broken', reason: 'system_error' });
    expect(task.drafts.at(-1)).toMatchObject({ error: expect.any(TransitionError) });
    expect(Object.hasOwn(task.drafts.at(-1) as object, 'result')).toBe(false);
  });

  test('is refused where not even the failure stage can be reached', () => {
    expect(Judged.in('succeeded').refusal(lead('cancel'))).toMatchObject({ code: 'illegal', to: 'cancelled' });
  });

  test('asking by hand is refused where leading falls back', () => {
    expect(new Judged(upload).move('sending').refusal(ask('succeed'))).toMatchObject({ to: 'sent' });
    expect(new Judged(upload).refusal(ask('cancel'))).toMatchObject({ to: 'cancel', legal: ['sending', 'broken'] });
  });

  test('leading to the stage that it is in is asking for it again', () => {
    expect(Judged.in('running').give(lead('start'))).toEqual([]);
    expect(moves(Judged.in('running').give(lead('start', { reason: 'resumed' })))).toBe('running');
  });
});

test('what something outside forbids is refused, whatever the roads say', () => {
  const refusal = Judged.in('pending').refusal({ do: 'refuse', to: 'running', because: 'load is not done' });
  expect(refusal).toMatchObject({ code: 'illegal', from: 'pending', to: 'running' });
  expect(refusal.message).toBe("A task in 'pending' cannot move to 'running' yet: load is not done.");
  expect(refusal.legal).toEqual(taskLifecycle.next('pending').filter((stage) => stage !== 'running'));
});

describe('whether the library may lead a task somewhere', () => {
  const mayLead = (lifecycle: Lifecycle, role: Role, ...way: readonly string[]) =>
    canLead(new Judged(lifecycle).move(...way).state, role);

  test('is told by the road that there is for it', () => {
    expect(mayLead(taskLifecycle, 'interrupt', 'running')).toBe(true);
    expect(mayLead(taskLifecycle, 'interrupt', 'running', 'failed')).toBe(false);
    expect(mayLead(taskLifecycle, 'retry')).toBe(false);
  });

  test('or by the road to its failure, where it has no stage for it', () => {
    expect(mayLead(upload, 'interrupt', 'sending')).toBe(true);
    expect(mayLead(upload, 'interrupt', 'sending', 'checking', 'sent')).toBe(false);
  });

  test('or not at all, where neither road is there', () => {
    const careful = defineLifecycle({
      name: 'careful',
      stages: {
        asked: { phase: 'waiting', to: ['at_work'] },
        at_work: { phase: 'active', to: ['checked'] },
        checked: { phase: 'active', to: ['good', 'bad'] },
        good: { phase: 'done', outcome: 'success' },
        bad: { phase: 'done', outcome: 'failure' },
      },
    });
    expect([mayLead(careful, 'interrupt', 'at_work'), mayLead(careful, 'interrupt', 'at_work', 'checked')]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a body that settles', () => {
  test.each([
    ['succeed', 'succeeded'],
    ['fail', 'failed'],
    ['retry', 'retrying'],
  ] as const)('%s: %s', (role, stage) => {
    const task = Judged.in('running');
    expect(moves(task.give(settle(role, 1, { reason: 'r' })))).toBe(stage);
    expect(task.state).toMatchObject({ stage, reason: 'r', request: undefined });
  });

  test('while it is paused is running again, then ends', () => {
    const task = Judged.in('paused');
    expect(plain(task.give(settle('succeed', 1, { result: 5 })))).toEqual([
      { type: 'stage_changed', from: 'paused', to: 'running', attempt: 1, reason: 'resumed' },
      { type: 'stage_changed', from: 'running', to: 'succeeded', attempt: 1, result: 5 },
    ]);
    expect(moves(Judged.in('paused').give(settle('retry', 1)))).toBe('running retrying');
  });

  test('while it is paused and observes something keeps the values between the two', () => {
    const task = Judged.in('paused');
    task.give(record({ type: 'changed', target: 't', attempt: 1, changes: [] }));
    expect(moves(task.give(settle('fail', 1)))).toBe('running snapshot_taken failed');
  });

  test.each(stages.filter((stage) => !['running', 'paused'].includes(stage)))('too late, in %s', (stage) => {
    const task = Judged.in(stage);
    const { attempt } = task.state;
    expect(plain(task.give(settle('succeed', attempt, { result: 5 })))).toEqual([
      { type: 'annotated', kind: 'late_result', attempt, message: 'delivered after the end', data: 5 },
    ]);
    expect(task.give(settle('fail', attempt, { error: 'e' }))).toMatchObject([
      { message: 'failed after the end', data: 'e' },
    ]);
    expect(task.state.stage).toBe(stage);
  });

  test('too late, when the next attempt is under way', () => {
    const task = Judged.in('retrying').move('running');
    expect(task.give(settle('succeed', 1, { result: 1 }))).toMatchObject([{ kind: 'late_result', attempt: 1 }]);
    expect(task.state).toMatchObject({ stage: 'running', attempt: 2 });
  });
});

describe('a request to end', () => {
  test.each(['succeed', 'fail', 'skip'] as const)(
    'a body that asks to %s after it was asked to end, ends as it was asked to',
    (role) => {
      const task = Judged.in('running');
      task.give(request('cancelled', true, { reason: 'shutdown' }));
      expect(plain(task.give(ask(role, { result: 5 })))).toMatchObject([{ to: 'cancelled', reason: 'shutdown' }]);
    },
  );

  const open = stages.filter((stage) => !isDone(stage));

  test.each(open.filter((stage) => stage !== 'running' && stage !== 'paused'))('ends a %s task at once', (stage) => {
    expect(moves(Judged.in(stage).give(request('cancelled', true)))).toBe('cancelled');
    if (stage !== 'not_started') expect(moves(Judged.in(stage).give(request('stopped', true)))).toBe('stopped');
  });

  test('of a task that has no body ends it at once', () => {
    expect(moves(Judged.in('running').give(request('stopped', false, { reason: 'sigterm' })))).toBe('stopped');
    expect(moves(Judged.in('paused').give(request('cancelled', false)))).toBe('cancelled');
  });

  test('stops no task that was not started', () => {
    expect(Judged.in('not_started').refusal(request('stopped', false))).toMatchObject({ to: 'stopped' });
    expect(new Judged(upload).refusal(request('stopped', true))).toMatchObject({ from: 'queued', to: 'broken' });
  });

  test.each(['running', 'paused'])('asks the body of a %s task, whose stage stays', (stage) => {
    const task = Judged.in(stage);
    expect(plain(task.give(request('cancelled', true, { message: 'm', cause: 2 })))).toEqual([
      { type: 'cancel_requested', outcome: 'cancelled', reason: 'requested', message: 'm', cause: 2 },
    ]);
    expect(task.state).toMatchObject({ stage, request: { outcome: 'cancelled', reason: 'requested' } });
    expect(task.give(request('stopped', true))).toEqual([]);
    expect(Judged.in(stage).give(request('stopped', true))).toStrictEqual([
      { type: 'cancel_requested', outcome: 'stopped', reason: 'requested' },
    ]);
  });

  test.each([
    ['succeed', { result: 1 }, 'cancelled annotated'],
    ['succeed', {}, 'cancelled'],
    ['fail', { error: 'e' }, 'cancelled'],
    ['retry', { error: 'e' }, 'cancelled'],
  ] as const)('is what the task ends with when its body does %s', (role, entry, expected) => {
    for (const stage of ['running', 'paused']) {
      const task = Judged.in(stage);
      task.give(request('cancelled', true, { reason: 'shutdown', message: 'm', cause: 2 }));
      expect(moves(task.give(settle(role, 1, entry)))).toBe(expected);
      expect(task.state).toMatchObject({ stage: 'cancelled', reason: 'shutdown', message: 'm' });
    }
  });

  test('is what the task ends with when the grace time is over', () => {
    const task = Judged.in('paused');
    task.give(request('stopped', true, { reason: 'sigterm' }));
    expect(moves(task.give({ do: 'give_up' }))).toBe('stopped');
    expect(task.state.reason).toBe('sigterm');
    expect(task.give({ do: 'give_up' })).toEqual([]);
  });

  test('is what the task ends with where a limit would lead to another attempt', () => {
    const task = Judged.in('running');
    task.give(request('cancelled', true));
    expect(moves(task.give(lead('retry', { reason: 'attempt_timeout' })))).toBe('cancelled');
  });

  test('does not keep a limit or a host from ending it otherwise', () => {
    const task = Judged.in('running');
    task.give(request('cancelled', true));
    expect(moves(task.give(lead('time_out', { reason: 'deadline' })))).toBe('timed_out');
    expect(task.give({ do: 'give_up' })).toEqual([]);
  });

  test.each(['interrupted', 'retrying'])('ends with its attempt: %s, the task can be asked again', (stage) => {
    const task = Judged.in('running');
    task.give(request('cancelled', true));
    task.enter(stage);
    expect(task.state.request).toBeUndefined();
    expect(task.give({ do: 'give_up' })).toEqual([]);
    expect(moves(task.give(request('cancelled', true)))).toBe('cancelled');
  });

  test.each(['succeeded', 'failed', 'timed_out'])('to stop a %s task is noted as released, once', (stage) => {
    const task = Judged.in(stage);
    expect(task.give(request('cancelled', true))).toEqual([]);
    expect(task.give(request('stopped', true, { reason: 'shutdown', message: 'bye' }))).toEqual([
      { type: 'annotated', kind: 'released', attempt: 1, message: 'bye' },
    ]);
    expect(task.give(request('stopped', true))).toEqual([]);
    expect(Judged.in(stage).give(request('stopped', true, { reason: 'shutdown' }))).toMatchObject([
      { message: 'shutdown' },
    ]);
    expect(Judged.in(stage).give(request('stopped', true))).toStrictEqual([
      { type: 'annotated', kind: 'released', attempt: 1 },
    ]);
  });

  test.each(['stopped', 'cancelled', 'skipped'])('changes nothing about a %s task', (stage) => {
    expect(Judged.in(stage).give(request('stopped', true))).toEqual([]);
    expect(Judged.in(stage).give(request('cancelled', false))).toEqual([]);
  });
});

test('what is no command brings nothing about', () => {
  const { state } = Judged.in('running');
  const before = { ...state };
  decide(state, { do: 'dance' } as never);
  expect(state).toEqual(before);
});

describe('facts that move nothing', () => {
  const progress: Draft = { type: 'progressed', done: 1 };
  const changed: Draft = { type: 'changed', target: 't', attempt: 1, changes: [] };

  test.each(stages)('are taken while %s is open, and refused after its end', (stage) => {
    const task = Judged.in(stage);
    if (!isDone(stage)) expect(task.give(record(progress))).toEqual([progress]);
    else expect(task.refusal(record(progress))).toMatchObject({ code: 'illegal', from: stage, to: stage, legal: [] });
  });

  test('a task that observes something keeps what was before, once', () => {
    const task = Judged.in('running');
    const before = { type: 'snapshot_taken', phase: 'before', label: 'before', attempt: 1 };
    expect(task.give(record(changed))).toEqual([before, changed]);
    expect(task.give(record(changed))).toEqual([changed]);
  });

  test.each(stages)('a note on a %s task', (stage) => {
    expect(moves(Judged.in(stage).give(annotate('note')))).toBe('annotated');
  });

  test.each(stages)('invalidating a %s task', (stage) => {
    const task = Judged.in(stage);
    if (stage === 'succeeded') expect(moves(task.give(annotate('invalidated')))).toBe('annotated');
    else expect(task.refusal(annotate('invalidated')).message).toContain(`'${stage}' does not take 'invalidate'`);
  });
});

describe('asking for the stage that a task is in', () => {
  test.each([
    ['fail', 'failed'],
    ['succeed', 'succeeded'],
    ['time_out', 'timed_out'],
  ] as const)('%s is refused in %s, which is an end', (role, stage) => {
    expect(Judged.in(stage).refusal(lead(role))).toMatchObject({ code: 'illegal', from: stage, to: stage, legal: [] });
  });
});
