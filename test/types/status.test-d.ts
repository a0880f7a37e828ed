import { describe, expectTypeOf, it } from 'vitest';
import {
  defineLifecycle,
  type Lifecycle,
  type Outcome,
  type Phase,
  type SettledStatus,
  type StatusAt,
  type StatusRecord,
  type TaskStage,
  type TaskStatus,
  type TrackedError,
  taskLifecycle,
  type WorkStatus,
} from 'worktrail';

interface Rows {
  readonly count: number;
}
const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: {
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'cached', 'corrupt'] },
    cached: { phase: 'done', outcome: 'success' },
    corrupt: { phase: 'done', outcome: 'failure' },
  },
});

declare const status: TaskStatus<Rows>;
declare const own: TaskStatus<Rows, typeof download>;
declare const ended: SettledStatus<Rows>;
declare const work: WorkStatus;

describe('a status', () => {
  it('has the fields that every record has', () => {
    expectTypeOf(status.stage).toEqualTypeOf<TaskStage>();
    expectTypeOf(status.phase).toEqualTypeOf<Phase>();
    expectTypeOf(status.outcome).toEqualTypeOf<Outcome | undefined>();
    expectTypeOf(status.reason).toEqualTypeOf<string | undefined>();
    expectTypeOf(status.seq).toEqualTypeOf<number>();
  });

  it('narrows on stage', () => {
    if (status.stage === 'succeeded') {
      expectTypeOf(status.result).toEqualTypeOf<Rows>();
      expectTypeOf(status.outcome).toEqualTypeOf<'success'>();
      expectTypeOf(status.phase).toEqualTypeOf<'done'>();
    }
    if (status.stage === 'running') {
      expectTypeOf(status.phase).toEqualTypeOf<'active'>();
      expectTypeOf(status.outcome).toEqualTypeOf<undefined>();
    }
    if (status.stage === 'retrying') expectTypeOf(status.nextAttemptAt).toEqualTypeOf<number | undefined>();
    if (status.stage === 'interrupted') expectTypeOf(status.lastSeenAt).toEqualTypeOf<number | undefined>();
  });

  it('narrows on phase', () => {
    if (status.phase === 'waiting') expectTypeOf(status.stage).toEqualTypeOf<'pending' | 'retrying'>();
    if (status.phase === 'active') expectTypeOf(status.stage).toEqualTypeOf<'running'>();
    if (status.phase === 'done') expectTypeOf(status.outcome).toEqualTypeOf<Outcome>();
  });

  it('narrows on outcome', () => {
    if (status.outcome === 'success') expectTypeOf(status.result).toEqualTypeOf<Rows>();
    if (status.outcome === 'failure' || status.outcome === 'timeout') {
      expectTypeOf(status.error).toEqualTypeOf<TrackedError>();
      expectTypeOf(status.stage).toEqualTypeOf<'failed' | 'timed_out'>();
    }
    if (status.outcome === undefined) expectTypeOf(status.phase).toEqualTypeOf<Exclude<Phase, 'done'>>();
  });

  it('has a result only on success and an error only on failure and timeout', () => {
    // @ts-expect-error it may not have succeeded
    void status.result;
    // @ts-expect-error it may not have failed
    void status.error;
    if (status.outcome === 'failure') {
      // @ts-expect-error a failure has no result
      void status.result;
    }
    if (status.stage === 'stopped' || status.stage === 'cancelled' || status.stage === 'skipped') {
      // @ts-expect-error these ends have no error
      void status.error;
    }
    if (status.stage === 'running') {
      // @ts-expect-error nothing is there yet
      void status.result;
    }
  });

  it('does not compare with what is no stage, phase or outcome', () => {
    // @ts-expect-error faild is no stage
    void (status.stage === 'faild');
    // @ts-expect-error busy is no phase
    void (status.phase === 'busy');
    // @ts-expect-error failed is a stage, and no outcome
    void (status.outcome === 'failed');
  });

  it('lets a switch over the stages be complete', () => {
    const word = (at: TaskStatus): string => {
      switch (at.phase) {
        case 'idle':
        case 'waiting':
        case 'active':
        case 'paused':
          return at.stage;
        case 'done':
          return at.outcome;
        default:
          return at satisfies never;
      }
    };
    expectTypeOf(word).returns.toEqualTypeOf<string>();
  });

  it('cannot be written to', () => {
    // @ts-expect-error it is read-only
    status.reason = 'other';
  });
});

describe('a status of an own lifecycle', () => {
  it('narrows on own and inherited stages', () => {
    if (own.stage === 'downloading') expectTypeOf(own.phase).toEqualTypeOf<'active'>();
    if (own.phase === 'active') expectTypeOf(own.stage).toEqualTypeOf<'running' | 'downloading'>();
    if (own.outcome === 'success') {
      expectTypeOf(own.stage).toEqualTypeOf<'succeeded' | 'cached'>();
      expectTypeOf(own.result).toEqualTypeOf<Rows>();
    }
    if (own.stage === 'corrupt') expectTypeOf(own.error).toEqualTypeOf<TrackedError>();
    if (own.stage === 'timed_out') expectTypeOf(own.error).toEqualTypeOf<TrackedError>();
  });

  it('has a result only on success', () => {
    if (own.stage === 'corrupt') {
      // @ts-expect-error a failure has no result
      void own.result;
    }
    // @ts-expect-error the default lifecycle has no such stage
    void (status.stage === 'downloading');
  });
});

describe('a status of a lifecycle that the compiler does not know', () => {
  it('may have every field', () => {
    type Any = TaskStatus<Rows, Lifecycle>;
    expectTypeOf<Any['stage']>().toEqualTypeOf<string>();
    expectTypeOf<Any['result']>().toEqualTypeOf<Rows | undefined>();
    expectTypeOf<TaskStatus<Rows>>().toExtend<StatusRecord<Rows>>();
    expectTypeOf<TaskStatus<Rows, typeof download>>().toExtend<StatusRecord<Rows>>();
  });
});

describe('the record of one stage', () => {
  it('is a member of the union', () => {
    expectTypeOf<StatusAt<'succeeded', Rows>>().toExtend<TaskStatus<Rows>>();
    expectTypeOf<StatusAt<'succeeded', Rows>['result']>().toEqualTypeOf<Rows>();
    expectTypeOf<StatusAt<'cached', Rows, typeof download>['outcome']>().toEqualTypeOf<'success'>();
  });
});

describe('the record of an end', () => {
  it('has an outcome, and narrows as a status does', () => {
    expectTypeOf(ended.outcome).toEqualTypeOf<Outcome>();
    expectTypeOf(ended.phase).toEqualTypeOf<'done'>();
    if (ended.outcome === 'success') expectTypeOf(ended.result).toEqualTypeOf<Rows>();
    // @ts-expect-error running is no end
    void (ended.stage === 'running');
    expectTypeOf<SettledStatus<Rows, Lifecycle>>().toEqualTypeOf<StatusRecord<Rows>>();
  });
});

describe('the status of a work', () => {
  it('narrows too, and has no time while there is no task', () => {
    expectTypeOf(work.timestamp).toEqualTypeOf<number | undefined>();
    expectTypeOf(work.count).toEqualTypeOf<number>();
    if (work.outcome === 'failure') expectTypeOf(work.error).toEqualTypeOf<TrackedError>();
    // @ts-expect-error it may not have succeeded
    void work.result;
  });
});
