import { describe, expectTypeOf, it } from 'vitest';
import {
  type DefaultLifecycle,
  defineLifecycle,
  type Lifecycle,
  type LifecycleDefinition,
  type NextOf,
  type StageOf,
  type StatusAt,
  type TaskStage,
  taskLifecycle,
} from 'worktrail';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review'] },
    review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
    published: { phase: 'done', outcome: 'success' },
    rejected: { phase: 'done', outcome: 'failure', from: ['draft'] },
  },
});
const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  initial: 'planned',
  stages: {
    planned: { phase: 'idle', to: ['not_started'] },
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'failed'] },
  },
});
const checked = defineLifecycle({
  name: 'checked',
  extends: download,
  initial: 'planned',
  stages: {
    checking: { phase: 'active', from: ['downloading', 'paused'], to: ['running', 'corrupt'] },
    corrupt: { phase: 'done', outcome: 'failure', from: ['running'] },
  },
});
type Article = typeof article;
type Download = typeof download;
type Checked = typeof checked;

describe('the names of stages', () => {
  it('are inferred from the literal, without `as const`', () => {
    expectTypeOf<StageOf<Article>>().toEqualTypeOf<'draft' | 'review' | 'published' | 'rejected'>();
    expectTypeOf(article.definition.name).toEqualTypeOf<'article'>();
  });

  it('are inherited, over two levels too', () => {
    expectTypeOf<StageOf<DefaultLifecycle>>().toEqualTypeOf<TaskStage>();
    expectTypeOf<StageOf<Download>>().toEqualTypeOf<TaskStage | 'planned' | 'downloading'>();
    expectTypeOf<StageOf<Checked>>().toEqualTypeOf<TaskStage | 'planned' | 'downloading' | 'checking' | 'corrupt'>();
  });

  it('are any text where the compiler does not know the lifecycle', () => {
    expectTypeOf<StageOf<Lifecycle>>().toEqualTypeOf<string>();
    expectTypeOf<NextOf<Lifecycle, 'running'>>().toEqualTypeOf<string>();
    expectTypeOf<StageOf<Lifecycle<LifecycleDefinition>>>().toEqualTypeOf<string>();
  });
});

describe('the roads', () => {
  it('are those of the default lifecycle', () => {
    type FromPaused = 'running' | 'interrupted' | 'failed' | 'timed_out' | 'stopped' | 'cancelled';
    expectTypeOf<NextOf<DefaultLifecycle, 'paused'>>().toEqualTypeOf<FromPaused>();
    expectTypeOf<NextOf<DefaultLifecycle, 'not_started'>>().toEqualTypeOf<
      'pending' | 'running' | 'cancelled' | 'skipped'
    >();
    expectTypeOf<NextOf<DefaultLifecycle, 'succeeded'>>().toEqualTypeOf<never>();
  });

  it('are named at either end', () => {
    expectTypeOf<NextOf<Article, 'draft'>>().toEqualTypeOf<'review' | 'rejected'>();
    expectTypeOf<NextOf<Article, 'review'>>().toEqualTypeOf<'draft' | 'published' | 'rejected'>();
  });

  it('are those of the base and of own stages that name the stage in `from`', () => {
    type FromRunning = NextOf<DefaultLifecycle, 'running'>;
    expectTypeOf<NextOf<Download, 'running'>>().toEqualTypeOf<FromRunning | 'downloading'>();
    expectTypeOf<NextOf<Download, 'planned'>>().toEqualTypeOf<'not_started'>();
    expectTypeOf<NextOf<Download, 'pending'>>().toEqualTypeOf<NextOf<DefaultLifecycle, 'pending'>>();
    expectTypeOf<NextOf<Checked, 'running'>>().toEqualTypeOf<FromRunning | 'downloading' | 'corrupt'>();
    expectTypeOf<NextOf<Checked, 'downloading'>>().toEqualTypeOf<'succeeded' | 'failed' | 'checking'>();
    expectTypeOf<NextOf<Checked, 'paused'>>().toEqualTypeOf<NextOf<DefaultLifecycle, 'paused'> | 'checking'>();
  });

  it('of several stages are those of each', () => {
    expectTypeOf<NextOf<Article, 'draft' | 'published'>>().toEqualTypeOf<'review' | 'rejected'>();
  });
});

describe('phase and outcome', () => {
  it('are known by stage', () => {
    expectTypeOf<StatusAt<'checking', unknown, Checked>['phase']>().toEqualTypeOf<'active'>();
    expectTypeOf<StatusAt<'retrying', unknown, Checked>['phase']>().toEqualTypeOf<'waiting'>();
    expectTypeOf<StatusAt<'corrupt', unknown, Checked>['outcome']>().toEqualTypeOf<'failure'>();
    expectTypeOf<StatusAt<'timed_out', unknown, Checked>['outcome']>().toEqualTypeOf<'timeout'>();
    expectTypeOf<StatusAt<'checking', unknown, Checked>['outcome']>().toEqualTypeOf<undefined>();
  });
});

describe('every lifecycle', () => {
  it('is a Lifecycle', () => {
    expectTypeOf(checked).toExtend<Lifecycle>();
    expectTypeOf(taskLifecycle).toEqualTypeOf<DefaultLifecycle>();
  });

  it('may be made of, or extend, what the compiler does not know', () => {
    const definition: LifecycleDefinition = { name: 'x', stages: {} };
    expectTypeOf(() => defineLifecycle(definition)).returns.toEqualTypeOf<Lifecycle<LifecycleDefinition>>();
    const base: Lifecycle = taskLifecycle;
    const own = { phase: 'active', from: ['anything'], to: ['whatever'] } as const;
    expectTypeOf(() => defineLifecycle({ name: 'x', extends: base, stages: { own } })).returns.toExtend<Lifecycle>();
  });
});

/** Never called: these are refused when they run, too. */
export const refused = [
  () =>
    defineLifecycle({
      name: 'an unknown target',
      stages: {
        // @ts-expect-error there is no stage c
        a: { phase: 'idle', to: ['b', 'c'] },
        b: { phase: 'done', outcome: 'failure' },
      },
    }),
  () =>
    defineLifecycle({
      name: 'an unknown target of an extension',
      extends: taskLifecycle,
      // @ts-expect-error there is no stage faild
      stages: { a: { phase: 'active', from: ['running'], to: ['faild'] } },
    }),
  () =>
    defineLifecycle({
      name: 'an unknown source',
      extends: download,
      // @ts-expect-error there is no stage runing
      stages: { a: { phase: 'active', from: ['downloading', 'runing'], to: ['failed'] } },
    }),
  () =>
    defineLifecycle({
      name: 'a road out of a done stage',
      extends: taskLifecycle,
      // @ts-expect-error succeeded is done
      stages: { a: { phase: 'active', from: ['succeeded'], to: ['failed'] } },
    }),
  () =>
    defineLifecycle({
      name: 'a done stage with targets',
      stages: {
        a: { phase: 'idle', to: ['b'] },
        // @ts-expect-error b is done
        b: { phase: 'done', outcome: 'failure', to: ['a'] },
      },
    }),
  () =>
    defineLifecycle({
      name: 'a road to itself',
      stages: {
        // @ts-expect-error staying is not a road
        a: { phase: 'idle', to: ['a', 'b'] },
        b: { phase: 'done', outcome: 'failure' },
      },
    }),
  () =>
    defineLifecycle({
      name: 'an initial stage that is not there',
      // @ts-expect-error there is no stage z
      initial: 'z',
      stages: { a: { phase: 'idle', to: ['b'] }, b: { phase: 'done', outcome: 'failure' } },
    }),
  () =>
    defineLifecycle({
      name: 'an initial stage that is done',
      // @ts-expect-error b is done
      initial: 'b',
      stages: { a: { phase: 'idle', to: ['b'] }, b: { phase: 'done', outcome: 'failure' } },
    }),
  () =>
    defineLifecycle({
      name: 'an inherited initial stage that is active',
      extends: taskLifecycle,
      // @ts-expect-error running is active
      initial: 'running',
      stages: {},
    }),
  () =>
    defineLifecycle({
      name: 'a done stage without outcome',
      stages: {
        a: { phase: 'idle', to: ['b'] },
        // @ts-expect-error b needs an outcome
        b: { phase: 'done' },
      },
    }),
  () =>
    defineLifecycle({
      name: 'an open stage with an outcome',
      stages: {
        // @ts-expect-error a is not done
        a: { phase: 'idle', outcome: 'success', to: ['b'] },
        b: { phase: 'done', outcome: 'failure' },
      },
    }),
  () =>
    defineLifecycle({
      name: 'a phase that there is not',
      stages: {
        // @ts-expect-error busy is no phase
        a: { phase: 'busy', to: ['b'] },
        b: { phase: 'done', outcome: 'failure' },
      },
    }),
  () =>
    defineLifecycle({
      name: 'an inherited stage that is defined again',
      extends: taskLifecycle,
      // @ts-expect-error running is inherited
      stages: { running: { phase: 'active', to: ['failed'] } },
    }),
  () =>
    defineLifecycle({
      name: 'an inherited stage that is defined again, two levels down',
      extends: checked,
      // @ts-expect-error downloading is inherited
      stages: { downloading: { phase: 'active', to: ['failed'] } },
    }),
];
