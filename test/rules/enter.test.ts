import { describe, expect, it, test } from 'vitest';
import { type Command, type Entry, OnlyResult } from '../../src/model/commands.ts';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { DraftOf } from '../../src/model/facts.ts';
import type { Role } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { Judged, moves, plain } from '../support/judged.ts';
import { type Cell, cells, stages } from '../support/roads.ts';

const isDone = (stage: string) => taskLifecycle.phaseOf(stage) === 'done';

/** The stage that each method of a task asks for. */
const asked: Readonly<Record<string, Role>> = {
  pending: 'queue',
  running: 'start',
  paused: 'pause',
  retrying: 'retry',
  interrupted: 'interrupt',
  succeeded: 'succeed',
  failed: 'fail',
  timed_out: 'time_out',
  stopped: 'stop',
  cancelled: 'cancel',
  skipped: 'skip',
};
const staysIn = ({ from, to }: Cell) => from === to && from !== 'not_started' && !isDone(from);

function expectCell(cell: Cell, command: Command): void {
  const task = Judged.in(cell.from);
  if (cell.cell === 'yes') {
    const first = cell.from === 'not_started' && cell.to === 'running' ? 'pending ' : '';
    expect(moves(task.give(command))).toBe(first + cell.to);
    expect(task.state.stage).toBe(cell.to);
  } else if (staysIn(cell)) {
    expect(task.give(command)).toEqual([]);
  } else {
    const { code, from, to, legal } = task.refusal(command);
    expect({ code, from, to, legal }).toEqual({
      code: 'illegal',
      from: cell.from,
      to: cell.to,
      legal: taskLifecycle.next(cell.from),
    });
  }
}

describe('the table of roads', () => {
  it.each(cells)('transition from $from to $to: $cell', (cell) => {
    expectCell(cell, { do: 'transition', from: cell.from, to: cell.to, entry: {} });
  });

  it.each(cells.filter(({ to }) => to in asked))('in $from, asked for $to: $cell', (cell) => {
    expectCell(cell, { do: 'ask', role: asked[cell.to] as Role, entry: {} });
  });

  it.each(cells.filter(({ cell }) => cell === 'yes'))('is stale from any other stage: $from to $to', ({ from, to }) => {
    for (const stage of stages.filter((other) => other !== from)) {
      const refusal = Judged.in(stage).refusal({ do: 'transition', from, to, entry: {} });
      expect(refusal).toMatchObject({ code: 'stale', from: stage, to, legal: taskLifecycle.next(stage) });
    }
  });
});

test('a done stage is the end of its task: whoever comes later is refused', () => {
  for (const first of stages.filter(isDone)) {
    for (const to of stages) {
      const task = Judged.in(first);
      expect(task.refusal({ do: 'transition', from: first, to, entry: { reason: 'late' } })).toMatchObject({
        code: 'illegal',
        legal: [],
      });
      expect(task.state.stage).toBe(first);
    }
  }
});

describe('the same stage again', () => {
  const open = ['pending', 'running', 'paused', 'retrying', 'interrupted'];
  const why = { reason: 'approval', message: 'Ann has to look' };

  it.each(open)('changes nothing in %s for the same reason and message', (stage) => {
    const task = Judged.in(stage);
    expect(moves(task.enter(stage, why))).toBe(stage);
    expect(task.enter(stage, { ...why })).toEqual([]);
    expect(task.enter(stage, { ...why, cause: 1 })).toEqual([]);
  });

  it.each(open)('writes a record in %s where reason or message differ, and begins no attempt', (stage) => {
    for (const other of [{ ...why, reason: 'signal' }, { ...why, message: 'Ben, then' }, { reason: why.reason }, {}]) {
      const task = Judged.in(stage);
      const { attempt } = task.state;
      task.enter(stage, why);
      expect(plain(task.enter(stage, other))).toEqual([
        { type: 'stage_changed', from: stage, to: stage, attempt, ...other },
      ]);
    }
  });

  it.each(['not_started', 'failed'])('is refused in %s', (stage) => {
    const task = Judged.in(stage);
    expect(task.refusal({ do: 'transition', from: stage, to: stage, entry: why }).code).toBe('illegal');
  });
});

describe('attempts', () => {
  test('a pending record comes before the first start, with nothing but the move', () => {
    const task = new Judged();
    expect(plain(task.enter('running', { reason: 'ready', message: 'go', cause: 7 }))).toEqual([
      { type: 'stage_changed', from: 'not_started', to: 'pending', attempt: 0 },
      { type: 'stage_changed', from: 'pending', to: 'running', attempt: 1, reason: 'ready', message: 'go', cause: 7 },
    ]);
    expect(moves(Judged.in('pending').enter('running'))).toBe('running');
  });

  test.each([
    ['running', 1],
    ['running paused running', 1],
    ['running paused interrupted running', 2],
    ['running retrying running', 2],
    ['running retrying pending running', 2],
    ['running interrupted running', 2],
    ['running interrupted pending running', 2],
    ['pending paused running', 1],
    ['pending interrupted running', 1],
    ['running retrying running paused running retrying running', 3],
    ['running failed', 1],
    ['pending failed', 0],
    ['skipped', 0],
  ])('%s is attempt %i', (way, attempt) => {
    const task = new Judged().move(...way.split(' '));
    expect(task.state.attempt).toBe(attempt);
    expect(task.drafts.at(-1)).toMatchObject({ attempt });
  });
});

describe('reasons', () => {
  test.each([
    ['succeeded', undefined],
    ['failed', 'user_exception'],
    ['timed_out', 'run_timeout'],
    ['stopped', 'requested'],
    ['cancelled', 'requested'],
    ['skipped', 'nothing_to_do'],
    ['paused', undefined],
    ['retrying', undefined],
  ])('of %s is %s where none is given', (stage, reason) => {
    const task = Judged.in('running');
    task.enter(stage);
    expect(task.state.reason).toBe(reason);
  });

  test('that are given stay', () => {
    const task = Judged.in('running');
    task.enter('cancelled', { reason: 'upstream_failed', message: 'load failed', cause: 3 });
    expect(task.state).toMatchObject({ reason: 'upstream_failed', message: 'load failed' });
    expect(task.drafts.at(-1)).toMatchObject({ cause: 3 });
  });
});

describe('what a record holds', () => {
  test('a result that a first start brings, on the record of the start and not of the wait before it', () => {
    expect(plain(new Judged().enter('running', { result: 7 }))).toEqual([
      { type: 'stage_changed', from: 'not_started', to: 'pending', attempt: 0 },
      { type: 'stage_changed', from: 'pending', to: 'running', attempt: 1, result: 7 },
    ]);
  });

  test('everything that the entry says, and nothing that it leaves open', () => {
    const entry = {
      result: [1],
      summary: 's',
      payload: { p: 1 },
      schemas: ['a'],
      caughtError: 'c',
      message: undefined,
    };
    const [draft] = Judged.in('running').enter('succeeded', entry);
    const { message: _, ...said } = entry;
    expect(Object.keys(draft as object).toSorted()).toEqual(
      ['attempt', 'from', 'to', 'type', ...Object.keys(said)].toSorted(),
    );
    expect(draft).toMatchObject(said);
  });

  test.each([
    ['running', 'succeeded'],
    ['running', 'failed'],
    ['running running', 'succeeded'],
    ['running retrying running retrying running retrying running retrying running', 'succeeded'],
  ])('after %s a result alone is the same on %s, however the entry was made', (way, to) => {
    const entered = (entry: Entry) =>
      new Judged()
        .move(...way.split(' '))
        .enter(to, entry)
        .map((draft) => ({ ...draft }));
    expect(entered(new OnlyResult([7]))).toStrictEqual(entered({ result: [7] }));
    expect(entered(new OnlyResult([7]))).toMatchObject([{ to, result: [7] }]);
    expect(entered(new OnlyResult(undefined))[0]).toMatchObject({ to });
  });

  test('an error that is given, even if it is undefined', () => {
    const [draft] = Judged.in('running').enter('failed', { error: undefined });
    expect(Object.hasOwn(draft as object, 'error')).toBe(true);
    expect(Object.hasOwn(Judged.in('running').enter('failed')[0] as object, 'error')).toBe(false);
  });

  const review = defineLifecycle({
    name: 'review',
    stages: {
      draft: { phase: 'waiting', to: ['running'] },
      running: { phase: 'active', to: ['published', 'failed', 'paused'] },
      paused: { phase: 'waiting', to: ['running'] },
      published: { phase: 'done', outcome: 'success' },
      failed: { phase: 'done', outcome: 'cancelled', from: ['draft'] },
      lost: { phase: 'done', outcome: 'failure', from: ['draft'] },
    },
  });

  test('phase and outcome of stages that do not say them by their name', () => {
    const meaningOf = (...way: string[]) => {
      const { phase, outcome } = new Judged(review).move(...way).drafts.at(-1) as DraftOf<'stage_changed'>;
      return [phase, outcome];
    };
    expect(meaningOf('running')).toEqual([undefined, undefined]);
    expect(meaningOf('running', 'paused')).toEqual(['waiting', undefined]);
    expect(meaningOf('running', 'published')).toEqual(['done', 'success']);
    expect(meaningOf('failed')).toEqual(['done', 'cancelled']);
  });

  test('no waiting record where the lifecycle has no stage for it on the way', () => {
    expect(moves(new Judged(review).enter('running'))).toBe('running');
    expect(new Judged(review).move('failed').state.reason).toBe('requested');
  });

  test('the observed values are kept before the end', () => {
    const task = Judged.in('running');
    task.give({ do: 'record', draft: { type: 'changed', target: 't', attempt: 1, changes: [] } });
    expect(moves(task.enter('paused'))).toBe('paused');
    expect(plain(task.enter('failed'))).toEqual([
      { type: 'snapshot_taken', phase: 'after', label: 'after', attempt: 1 },
      { type: 'stage_changed', from: 'paused', to: 'failed', attempt: 1, reason: 'user_exception' },
    ]);
  });
});

describe('what an entry says stands in the record', () => {
  const error = { name: 'Error', message: 'no' };
  const said: readonly (readonly [to: string, field: string, value: unknown])[] = [
    ['failed', 'reason', 'system_error'],
    ['failed', 'message', ''],
    ['failed', 'cause', 3],
    ['failed', 'error', undefined],
    ['succeeded', 'result', 5],
    ['succeeded', 'summary', 'all rows'],
    ['succeeded', 'payload', null],
    ['succeeded', 'schemas', ['a']],
    ['succeeded', 'caughtError', error],
    ['retrying', 'nextAttemptAt', 7],
    ['interrupted', 'lastSeenAt', 8],
    ['interrupted', 'lastSeenMono', 9],
  ];

  it.each(said)('%s: %s, alone', (to, field, value) => {
    const [draft] = Judged.in('running').enter(to, { [field]: value });
    expect(draft).toHaveProperty(field, value);
    expect(Object.keys({ ...draft }).sort()).toEqual(
      [...new Set(['type', 'from', 'to', 'attempt', ...reasonAt(to), field])].sort(),
    );
  });

  it('a reason and a result together, and nothing that is undefined', () => {
    const [draft] = Judged.in('running').enter('succeeded', { reason: 'assumed', result: 5, message: undefined });
    expect(draft).toStrictEqual({
      type: 'stage_changed',
      from: 'running',
      to: 'succeeded',
      attempt: 1,
      reason: 'assumed',
      result: 5,
    });
  });

  /** Where none is given, an end has its default one. */
  const reasonAt = (to: string) => (to === 'failed' ? ['reason'] : []);
});
