import type { EventEmitter } from 'eventemitter3';
import { describe, expectTypeOf, it } from 'vitest';
import {
  type Change,
  defineLifecycle,
  type ErrorStatus,
  type Json,
  type Lifecycle,
  type OpenStatus,
  type Progress,
  type SuccessStatus,
  type Task,
  type TaskStatus,
  type TrackedError,
  Tracker,
  type TrackerEvents,
  type TransitionEvent,
  taskLifecycle,
} from 'worktrail';

const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: {
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'corrupt'] },
    corrupt: { phase: 'done', outcome: 'failure' },
  },
});
const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['published', 'rejected'] },
    published: { phase: 'done', outcome: 'success' },
    rejected: { phase: 'done', outcome: 'failure' },
  },
});
const { events } = new Tracker();
const own = new Tracker({ lifecycles: [download, article] }).events;

describe('the keys', () => {
  it('come from the default lifecycle', () => {
    events.on('stage:not_started', () => undefined).once('stage:succeeded', () => undefined);
    events.off('stage:failed', () => undefined);
    events.removeAllListeners('stage:failed');
    // @ts-expect-error faild is no stage
    events.on('stage:faild', () => undefined);
    // @ts-expect-error nor in once
    events.once('stage:faild', () => undefined);
    // @ts-expect-error nor in off
    events.off('stage:faild');
    // @ts-expect-error there is no such event
    events.on('transitions', () => undefined);
    // @ts-expect-error the stage of an own lifecycle that was not given
    events.on('stage:downloading', () => undefined);
  });

  it('come from the lifecycles that the tracker was given, too', () => {
    own.on('stage:downloading', () => undefined).on('stage:draft', () => undefined);
    own.on('stage:failed', () => undefined).on('idle', () => undefined);
    expectTypeOf<keyof TrackerEvents<typeof article>>().toExtend<string>();
    // @ts-expect-error downloadin is no stage
    own.on('stage:downloadin', () => undefined);
    // @ts-expect-error there is no such event
    own.once('transitions', () => undefined);
  });

  it('are those of the default one where the compiler does not know the given ones', () => {
    const lifecycles: readonly Lifecycle[] = [download];
    new Tracker({ lifecycles }).events.on('stage:failed', () => undefined);
  });
});

describe('the payload of a stage', () => {
  it('narrows to its record', () => {
    events.on('stage:failed', ({ task, from, to, seq }) => {
      expectTypeOf(to.error).toEqualTypeOf<TrackedError>();
      expectTypeOf(to).toEqualTypeOf<ErrorStatus<'failed', 'failure'>>();
      expectTypeOf(from).toEqualTypeOf<TaskStatus>();
      expectTypeOf(task).toEqualTypeOf<Task>();
      expectTypeOf(seq).toEqualTypeOf<number>();
    });
    events.once('stage:succeeded', ({ to }) => expectTypeOf(to.result).toEqualTypeOf<unknown>());
    events.on('stage:running', ({ to }) => {
      expectTypeOf(to).toEqualTypeOf<OpenStatus<'running', 'active'>>();
      // @ts-expect-error nothing has failed yet
      void to.error;
    });
    events.on('stage:failed', ({ to }) => {
      // @ts-expect-error a failure has no result
      void to.result;
    });
    // @ts-expect-error a listener of failures is given no success
    events.on('stage:failed', (event: TransitionEvent<SuccessStatus<'succeeded', unknown>>) => event);
  });

  it('narrows for the stages of own lifecycles', () => {
    own.on('stage:corrupt', ({ to }) => expectTypeOf(to).toEqualTypeOf<ErrorStatus<'corrupt', 'failure'>>());
    own.on('stage:published', ({ to }) => expectTypeOf(to.outcome).toEqualTypeOf<'success'>());
    own.on('stage:downloading', ({ to, from }) => {
      expectTypeOf(to.phase).toEqualTypeOf<'active'>();
      void (from.stage === 'draft' || from.stage === 'corrupt');
      // @ts-expect-error nothing has failed yet
      void to.error;
    });
  });
});

describe('the payload of the other events', () => {
  it('is that of each', () => {
    events.on('transition', ({ from, to }) => {
      expectTypeOf(from).toEqualTypeOf<TaskStatus>();
      if (to.outcome === 'failure') expectTypeOf(to.error).toEqualTypeOf<TrackedError>();
      // @ts-expect-error it may not have failed
      void to.error;
    });
    events.on('rejected', ({ legal, code }) => {
      expectTypeOf(legal).toEqualTypeOf<readonly string[]>();
      expectTypeOf(code).toEqualTypeOf<'illegal' | 'stale'>();
    });
    events.on('progress', ({ progress }) => expectTypeOf(progress).toEqualTypeOf<Progress>());
    events.on('metadata', ({ patch }) => expectTypeOf(patch).toEqualTypeOf<Readonly<Record<string, Json>>>());
    events.on('change', ({ changes }) => expectTypeOf(changes).toEqualTypeOf<readonly Change[]>());
    events.on('listenerError', ({ error }) => expectTypeOf(error).toEqualTypeOf<unknown>());
    events.on('shared', ({ key }) => expectTypeOf(key).toEqualTypeOf<string>());
    // @ts-expect-error a rejection has records of no stage
    events.on('rejected', ({ to }) => to.stage);
  });

  it('holds the records of own lifecycles in `transition`', () => {
    own.on('transition', ({ to }) => {
      if (to.stage === 'corrupt') expectTypeOf(to.error).toEqualTypeOf<TrackedError>();
      if (to.stage === 'draft') expectTypeOf(to.phase).toEqualTypeOf<'idle'>();
      // @ts-expect-error no lifecycle has such a stage
      void (to.stage === 'drafted');
    });
  });
});

describe('the emitter', () => {
  it('is that of eventemitter3', () => {
    expectTypeOf(events).toExtend<EventEmitter<TrackerEvents>>();
    expectTypeOf(own).toExtend<EventEmitter<TrackerEvents>>();
    expectTypeOf<EventEmitter>().not.toBeAny();
    expectTypeOf(events.listenerCount('stage:failed')).toEqualTypeOf<number>();
    // @ts-expect-error of these names
    events.listenerCount('stage:faild');
  });
});
