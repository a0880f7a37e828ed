import { describe, expectTypeOf, it } from 'vitest';
import {
  defineLifecycle,
  type ErrorStatus,
  type Lifecycle,
  type OpenStatus,
  type SuccessStatus,
  type Task,
  type TaskRef,
  type TaskStatus,
  type TaskView,
  type Timing,
  Tracker,
  taskLifecycle,
} from 'worktrail';

interface Rows {
  readonly count: number;
}
const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: {
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'corrupt'] },
    corrupt: { phase: 'done', outcome: 'failure' },
  },
});
const tracker = new Tracker();
declare const task: Task<Rows>;
declare const idle: Task<undefined>;
declare const own: Task<Rows, typeof download>;
declare const open: Task<Rows, Lifecycle>;
const error = new Error('no');

describe('transition', () => {
  it('goes to what a road leads to', () => {
    task.transition('not_started', 'pending');
    task.transition('running', 'paused', { reason: 'approval', cause: own });
    own.transition('running', 'downloading');
    open.transition('anything', 'whatever', { result: { count: 1 } });
    expectTypeOf(task.transition('pending', 'running')).toEqualTypeOf<TaskStatus<Rows>>();
    expectTypeOf(task.transition<'paused', 'running'>)
      .parameter(1)
      .toEqualTypeOf<'running'>();
    // @ts-expect-error no road leads there
    task.transition('not_started', 'succeeded', { result: { count: 1 } });
    // @ts-expect-error a done stage is the end
    task.transition('succeeded', 'running');
    // @ts-expect-error the default lifecycle has no such stage
    task.transition('running', 'downloading');
    // @ts-expect-error nor this one
    task.transition('runing', 'succeeded');
    // @ts-expect-error no road leads from there to pausing
    own.transition('downloading', 'paused');
  });

  it('demands a result for a success', () => {
    task.transition('running', 'succeeded', { result: { count: 1 } });
    own.transition('downloading', 'succeeded', { result: { count: 1 }, message: 'all there' });
    idle.transition('running', 'succeeded');
    // @ts-expect-error a success has a result
    task.transition('running', 'succeeded');
    // @ts-expect-error of that type
    task.transition('running', 'succeeded', { result: 1 });
    // @ts-expect-error a stop has none
    task.transition('running', 'stopped', { result: { count: 1 } });
  });

  it('demands an error for a failure and for a timeout', () => {
    task.transition('running', 'failed', { error });
    task.transition('running', 'timed_out', { error: 'too late' });
    own.transition('downloading', 'corrupt', { error });
    // @ts-expect-error a failure has an error
    task.transition('running', 'failed');
    // @ts-expect-error a timeout too
    task.transition('running', 'timed_out', { message: 'too late' });
    // @ts-expect-error also in a lifecycle of one's own
    own.transition('downloading', 'corrupt', {});
  });
});

describe('succeed', () => {
  it('takes the result, which may be left out where it may be undefined', () => {
    task.succeed({ count: 1 }, { summary: 'one', schemas: ['rows'] });
    idle.succeed();
    tracker.task('anything').succeed();
    // @ts-expect-error it needs the rows
    task.succeed();
    // @ts-expect-error and no others
    task.succeed({ cuont: 1 });
  });
});

describe('until and settled', () => {
  it('give the records of what was awaited', () => {
    expectTypeOf(task.until('failed')).resolves.toEqualTypeOf<ErrorStatus<'failed', 'failure'>>();
    expectTypeOf(task.until(['running', 'succeeded'])).resolves.toEqualTypeOf<
      OpenStatus<'running', 'active'> | SuccessStatus<'succeeded', Rows>
    >();
    expectTypeOf(own.until('corrupt')).resolves.toEqualTypeOf<ErrorStatus<'corrupt', 'failure'>>();
    expectTypeOf(open.until('anything')).resolves.toHaveProperty('stage').toEqualTypeOf<'anything'>();
    void task.settled().then((ended) => {
      if (ended.outcome === 'success') expectTypeOf(ended.result).toEqualTypeOf<Rows>();
      // @ts-expect-error running is no end
      void (ended.phase === 'active');
    });
    expectTypeOf(task.result()).resolves.toEqualTypeOf<Rows>();
    // @ts-expect-error faild is no stage
    void task.until('faild');
    // @ts-expect-error the default lifecycle has no such stage
    void task.until(['running', 'downloading']);
  });
});

describe('a task of an own lifecycle', () => {
  it('is made by giving it, and knows its stages', () => {
    const made = tracker.task('pull', { lifecycle: download });
    expectTypeOf(made).toEqualTypeOf<Task<unknown, typeof download>>();
    if (made.status().stage === 'downloading') made.transition('downloading', 'succeeded', { result: 1 });
    expectTypeOf(tracker.task<Rows>('pull')).toEqualTypeOf<Task<Rows>>();
    expectTypeOf(tracker.adopt('pull', Promise.resolve(1), { lifecycle: download })).toEqualTypeOf<
      Task<number, typeof download>
    >();
    // @ts-expect-error the default lifecycle has no such stage
    void (tracker.task('pull').status().stage === 'downloading');
    // @ts-expect-error a lifecycle is made by defineLifecycle
    tracker.task('pull', { lifecycle: { name: 'download' } });
  });
});

describe('every task', () => {
  it('can stand where any task is asked for', () => {
    expectTypeOf<Task<Rows>>().toExtend<Task>();
    expectTypeOf<Task<Rows>>().toExtend<TaskView>();
    expectTypeOf<Task<Rows>>().toExtend<TaskView<Rows>>();
    expectTypeOf<Task<Rows, typeof download>>().toExtend<TaskView<unknown, Lifecycle>>();
    expectTypeOf<Task<Rows, typeof download>>().toExtend<TaskRef>();
    tracker.task('next', { parent: own, after: [task, own, open], when: 'all_done' });
    tracker.track('next', async () => 1, { parent: null, after: [own] });
    tracker.cancel(own, { reason: 'replaced', cause: task });
    tracker.stop(task, { cause: own });
    tracker.list({ parent: own, where: (one) => one.hasFailed });
    // @ts-expect-error a view cannot be commanded
    expectTypeOf<TaskView>().toExtend<Task>();
    // @ts-expect-error a name is no task
    tracker.task('next', { after: ['load'] });
    // @ts-expect-error what narrows to other stages is no task of the default lifecycle
    expectTypeOf<Task<Rows, typeof download>>().toExtend<Task>();
  });
});

describe('steps', () => {
  it('are measured by `using`, by hand, or around a function', async () => {
    using watch = task.time('parse');
    expectTypeOf(watch.end()).toEqualTypeOf<Timing>();
    expectTypeOf(task.step('parse', () => 3)).resolves.toEqualTypeOf<number>();
    expectTypeOf(task.step('parse', async () => 'x')).resolves.toEqualTypeOf<string>();
    // @ts-expect-error a step is a function
    await task.step('parse', 3);
  });
});
