import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Lifecycle } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

/** The default lifecycle, compiled anew. */
const task = (): Lifecycle => defineLifecycle({ name: 'again', extends: taskLifecycle, stages: {} });

/** Has stages of its own, and two that are called as default ones and mean something else. */
const parcel = (): Lifecycle =>
  defineLifecycle({
    name: 'parcel',
    stages: {
      ordered: { phase: 'idle', to: ['packed', 'travelling', 'pending'] },
      packed: { phase: 'waiting', to: ['travelling', 'lost'] },
      travelling: { phase: 'active', to: ['pending', 'handed_over', 'lost', 'failed'] },
      pending: { phase: 'active', to: ['handed_over', 'packed'] },
      handed_over: { phase: 'done', outcome: 'success' },
      lost: { phase: 'done', outcome: 'failure' },
      failed: { phase: 'done', outcome: 'stopped' },
    },
  });

describe('a road', () => {
  it('says all that a record of it says by itself', () => {
    expect(task().road('running', 'failed')).toMatchObject({
      from: 'running',
      to: 'failed',
      phase: 'done',
      outcome: 'failure',
      reason: 'user_exception',
      meaning: undefined,
      via: undefined,
    });
  });

  it('gives no reason for a success, nor for an open stage', () => {
    expect(task().road('running', 'succeeded')).toMatchObject({ outcome: 'success', reason: undefined });
    expect(task().road('running', 'paused')).toMatchObject({ phase: 'paused', outcome: undefined, reason: undefined });
  });

  it('leads round to an open stage, and nowhere from a done one', () => {
    expect(task().road('running', 'running')).toMatchObject({ from: 'running', to: 'running', phase: 'active' });
    expect(task().road('failed', 'failed')).toBeUndefined();
  });

  it('is not there where the lifecycle has none, nor from a stage that it does not have', () => {
    expect(task().road('paused', 'succeeded')).toBeUndefined();
    expect(task().road('unheard_of', 'running')).toBeUndefined();
  });

  it('is found by its role where one leads to the stage of that role', () => {
    for (const lifecycle of [task(), parcel()]) {
      for (const from of lifecycle.stages) {
        for (const role of ['queue', 'start', 'pause', 'succeed', 'fail', 'stop', 'cancel'] as const) {
          const to = lifecycle.stageFor(role, from);
          expect(lifecycle.roadFor(role, from)).toBe(to === undefined ? undefined : lifecycle.road(from, to));
        }
      }
      expect(lifecycle.roadFor('start', 'unheard_of')).toBeUndefined();
    }
    expect(task().roadFor('fail', 'running')).toMatchObject({ to: 'failed' });
    expect(task().roadFor('succeed', 'paused')).toBeUndefined();
  });

  it('cannot be changed', () => {
    const road = parcel().road('packed', 'lost');
    expect(road).toSatisfy(Object.isFrozen);
    expect(road?.meaning).toSatisfy(Object.isFrozen);
  });
});

describe('the meaning that a record states', () => {
  it.each(taskLifecycle.stages)('is none for %s, whose name says it', (stage) => {
    for (const from of taskLifecycle.stages) expect(task().road(from, stage)?.meaning).toBeUndefined();
  });

  it.each([
    ['ordered', 'packed', { phase: 'waiting' }],
    ['packed', 'travelling', { phase: 'active' }],
    ['travelling', 'handed_over', { phase: 'done', outcome: 'success' }],
  ])('from %s to %s, a stage of its own, is %j', (from, to, meaning) => {
    expect(parcel().road(from, to)?.meaning).toEqual(meaning);
  });

  it('is there where a stage is called as a default one and means something else', () => {
    expect(parcel().road('travelling', 'pending')?.meaning).toEqual({ phase: 'active' });
    expect(parcel().road('travelling', 'failed')?.meaning).toEqual({ phase: 'done', outcome: 'stopped' });
  });
});

describe('the stage that a road passes', () => {
  it.each([
    ['straight to work', 'not_started', 'running', 'pending'],
    ['to what is not work', 'not_started', 'cancelled', undefined],
    ['to work from where no road leads to waiting', 'paused', 'running', undefined],
    ['round', 'running', 'running', undefined],
  ])('%s, from %s to %s, is %s', (_, from, to, via) => {
    expect(task().road(from, to)).toMatchObject({ via });
  });

  it('is the own waiting stage, where a road leads on from it', () => {
    expect(parcel().road('ordered', 'travelling')?.via).toBe('packed');
    expect(parcel().road('ordered', 'pending')?.via).toBeUndefined();
    expect(parcel().road('pending', 'pending')?.via).toBeUndefined();
  });

  it('is none in a lifecycle in which nothing waits', () => {
    const relay = defineLifecycle({
      name: 'relay',
      stages: {
        ready: { phase: 'idle', to: ['lap'] },
        lap: { phase: 'active', to: ['arrived', 'fallen'] },
        arrived: { phase: 'done', outcome: 'success' },
        fallen: { phase: 'done', outcome: 'failure' },
      },
    });
    expect(relay.road('ready', 'lap')).toMatchObject({ via: undefined });
  });
});

describe('the records that a road has ready', () => {
  const roads = (lifecycle: Lifecycle) =>
    lifecycle.stages.flatMap((from) => lifecycle.stages.flatMap((to) => lifecycle.road(from, to) ?? []));

  it('are one for each of the attempts 0 to 3, as a decision hands them out', () => {
    const { usual } = task().road('running', 'failed') ?? {};
    expect(usual).toMatchObject(
      [0, 1, 2, 3].map((attempt) => [
        { type: 'stage_changed', from: 'running', to: 'failed', attempt, reason: 'user_exception' },
      ]),
    );
    expect(usual?.flat()).toSatisfy((made: readonly unknown[]) => made.every(Object.isFrozen));
  });

  it('are none where a record states what its stage means', () => {
    expect(parcel().road('packed', 'travelling')?.usual).toEqual([]);
    expect(parcel().road('ordered', 'travelling')?.straight).toBeUndefined();
  });

  it('are two where the waiting stage is passed, the second in the first attempt', () => {
    const straight = task().road('not_started', 'running')?.straight;
    expect(straight).toMatchObject([
      { from: 'not_started', to: 'pending', attempt: 0 },
      { from: 'pending', to: 'running', attempt: 1 },
    ]);
    expect(straight?.every(Object.isFrozen)).toBe(true);
    expect(task().road('pending', 'running')?.straight).toBeUndefined();
  });

  it('are not passed ready made where the waiting stage has a name of its own', () => {
    const own = defineLifecycle({
      name: 'own',
      stages: {
        not_started: { phase: 'idle', to: ['in_line', 'running'] },
        in_line: { phase: 'waiting', to: ['running'] },
        running: { phase: 'active', to: ['succeeded', 'failed'] },
        succeeded: { phase: 'done', outcome: 'success' },
        failed: { phase: 'done', outcome: 'failure' },
      },
    });
    expect(own.road('not_started', 'running')).toMatchObject({ via: 'in_line', straight: undefined });
  });

  it.each([task, parcel])('have a place of their own within their lifecycle', (lifecycle) => {
    const made = roads(lifecycle()).flatMap(({ usual, straight = [] }) => [...usual.flat(), ...straight]);
    const places = made.map(({ place }) => place);
    expect(new Set(places).size).toBe(places.length);
    for (const place of places) expect(place).toBeGreaterThan(0);
  });

  it('are made once, when the road is first asked for, and take up the next places', () => {
    const lifecycle = task();
    const first = lifecycle.road('running', 'failed');
    const second = lifecycle.road('pending', 'running');
    const placesIn = (road = first) => road?.usual.flat().map(({ place }) => place);
    expect([placesIn(first), placesIn(second)]).toEqual([
      [1, 2, 3, 4],
      [7, 8, 9, 10],
    ]);
    expect(lifecycle.road('running', 'failed')).toBe(first);
  });
});
