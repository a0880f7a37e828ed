import type { Duration } from 'date-fns';
import { describe, expectTypeOf, it } from 'vitest';
import {
  CancelledError,
  defineLifecycle,
  type Fact,
  type FactOf,
  type Filter,
  type LeafChange,
  NotFoundError,
  type Reader,
  type Span,
  type StatusRecord,
  StillActiveError,
  type Task,
  type TaskView,
  Tracker,
  TrackerError,
  type TrackerView,
  TransitionError,
  taskLifecycle,
} from 'worktrail';

const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: { downloading: { phase: 'active', from: ['running'], to: ['succeeded'] } },
});
const tracker = new Tracker();
const own = new Tracker({ lifecycles: [download] });

describe('a tracker', () => {
  it('stands for any other, and for a reader, whatever lifecycles it was given', () => {
    expectTypeOf(tracker).toExtend<Reader>();
    expectTypeOf(own).toExtend<Reader>();
    expectTypeOf(own).toExtend<Tracker>();
    const any: readonly InstanceType<typeof Tracker>[] = [tracker, own];
    void any;
    expectTypeOf(tracker.at(3)).toExtend<Reader>();
    expectTypeOf<TrackerView>().toEqualTypeOf<Reader>();
    // @ts-expect-error a reader cannot be commanded
    expectTypeOf<Reader>().toExtend<Tracker>();
  });

  it('may be derived from', () => {
    class Mine extends Tracker {
      open() {
        return this.list({ phase: 'active' });
      }
    }
    expectTypeOf(new Mine().open()).toEqualTypeOf<readonly Task[]>();
    expectTypeOf<Mine>().toExtend<Tracker>();
  });

  it('is disposed of by `await using`', async () => {
    await using one = new Tracker({ context: 'explicit' });
    expectTypeOf(one).toExtend<AsyncDisposable>();
    // @ts-expect-error its end must be waited for
    using other = new Tracker();
    void other;
  });

  it('knows its options', () => {
    new Tracker({ retention: { maxTasks: 10, maxAge: { days: 2 } }, redact: ['password', (key) => key === 'pin'] });
    expectTypeOf<Span>().toEqualTypeOf<number | Duration>();
    expectTypeOf<Duration>().not.toBeAny();
    // @ts-expect-error there is no such option
    new Tracker({ maxTasks: 10 });
    // @ts-expect-error there is no such word
    new Tracker({ timers: 'manual' });
    // @ts-expect-error two days are an object, or milliseconds
    new Tracker({ retention: { maxAge: '2d' } });
  });
});

describe('reading', () => {
  it('gives tasks, which may be missing', () => {
    expectTypeOf(tracker.get('id')).toEqualTypeOf<Task | undefined>();
    expectTypeOf(tracker.list()).toEqualTypeOf<readonly Task[]>();
    expectTypeOf(tracker.at({ seq: 3 }).get('id')).toEqualTypeOf<TaskView | undefined>();
    // @ts-expect-error it may not be there
    tracker.get('id').status();
    // @ts-expect-error a moment of the past cannot be commanded
    tracker.at(3).list()[0]?.cancel();
  });

  it('of stages that only an own lifecycle has goes by the record of any stage', () => {
    const record: StatusRecord | undefined = own.list()[0]?.status();
    void (record?.stage === 'downloading');
    own.list({ stage: ['downloading', 'running'] });
  });

  it('takes filters', () => {
    const filter: Filter = { phase: 'done', outcome: 'failure', name: /^load/, since: new Date(), parent: null };
    tracker.timings({ ...filter, unit: 'seconds' });
    // @ts-expect-error there is no such phase
    tracker.list({ phase: 'busy' });
    // @ts-expect-error there is no such filter
    tracker.list({ stages: ['failed'] });
  });
});

describe('facts', () => {
  it('narrow on their type', async () => {
    for await (const fact of tracker.stream({ since: 3 })) {
      if (fact.type === 'stage_changed') expectTypeOf(fact).toEqualTypeOf<FactOf<'stage_changed'>>();
      if (fact.type === 'changed') expectTypeOf(fact.changes).toEqualTypeOf<readonly LeafChange[]>();
      // @ts-expect-error not every fact is a move
      void fact.to;
      // @ts-expect-error there is no such fact
      void (fact.type === 'stage_change');
    }
    for (const fact of tracker.facts()) {
      // @ts-expect-error a fact does not change
      fact.seq = 3;
    }
    for await (const { facts } of tracker.loop()) expectTypeOf(facts).toEqualTypeOf<readonly Fact[]>();
  });

  it('are told apart completely', () => {
    const tasks = (fact: Fact): string | undefined => {
      switch (fact.type) {
        case 'recovered':
          return fact.owner?.host;
        case 'metadata_changed':
          return fact.taskId ?? fact.work;
        default:
          return fact.taskId;
      }
    };
    expectTypeOf(tasks).returns.toEqualTypeOf<string | undefined>();
  });
});

describe('errors', () => {
  it('are told apart, and have their codes', () => {
    const read = (error: unknown) => {
      if (error instanceof TransitionError) {
        expectTypeOf(error.code).toEqualTypeOf<'illegal' | 'stale'>();
        expectTypeOf(error.legal).toEqualTypeOf<readonly string[]>();
      } else if (error instanceof CancelledError) {
        expectTypeOf(error.code).toEqualTypeOf<'cancelled' | 'stopped' | 'skipped'>();
        // @ts-expect-error there is no such code
        void (error.code === 'canceled');
      } else if (error instanceof TrackerError) {
        expectTypeOf(error.fix).toEqualTypeOf<string>();
        if (error instanceof NotFoundError || error instanceof StillActiveError) return error.code;
        expectTypeOf(error.code).toEqualTypeOf<string>();
        // @ts-expect-error only a TransitionError knows the roads
        void error.legal;
      }
      return undefined;
    };
    expectTypeOf(read).returns.toEqualTypeOf<string | undefined>();
  });
});
