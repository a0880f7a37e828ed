import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Role } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

const own: readonly [Role, string][] = [
  ['queue', 'pending'],
  ['start', 'running'],
  ['pause', 'paused'],
  ['retry', 'retrying'],
  ['interrupt', 'interrupted'],
  ['succeed', 'succeeded'],
  ['fail', 'failed'],
  ['time_out', 'timed_out'],
  ['stop', 'stopped'],
  ['cancel', 'cancelled'],
  ['skip', 'skipped'],
];

describe('the roles of the default lifecycle', () => {
  it.each(own)('%s leads to %s from every stage, whether or not a road does', (role, stage) => {
    for (const from of [...taskLifecycle.stages, 'unheard_of']) {
      expect(taskLifecycle.stageFor(role, from)).toBe(stage);
    }
  });
});

describe('the roles of an extended lifecycle', () => {
  const download = () =>
    defineLifecycle({
      name: 'download',
      extends: taskLifecycle,
      stages: {
        downloading: { phase: 'active', from: ['running'], to: ['corrupt', 'succeeded'] },
        corrupt: { phase: 'done', outcome: 'failure' },
      },
    });

  it.each(own)('%s leads to the inherited %s', (role, stage) => {
    expect(download().stageFor(role, 'running')).toBe(stage);
  });

  it('leads to an own end where no road leads to the inherited one', () => {
    expect(download().stageFor('fail', 'downloading')).toBe('corrupt');
    expect(download().stageFor('succeed', 'downloading')).toBe('succeeded');
    expect(download().stageFor('cancel', 'downloading')).toBe('cancelled');
  });

  it('names the inherited open stage also where no road leads to it, so that asking for it is refused', () => {
    expect(download().stageFor('queue', 'downloading')).toBe('pending');
    expect(download().stageFor('pause', 'downloading')).toBe('paused');
  });
});

describe('the roles of a lifecycle that stands alone', () => {
  const parcel = () =>
    defineLifecycle({
      name: 'parcel',
      stages: {
        packed: { phase: 'waiting', to: ['sorted', 'travelling', 'lost'] },
        sorted: { phase: 'waiting', to: ['travelling', 'lost'] },
        travelling: { phase: 'active', to: ['flying', 'held', 'delivered', 'lost'] },
        flying: { phase: 'active', to: ['travelling', 'crashed', 'sorted'] },
        held: { phase: 'paused', to: ['travelling', 'lost'] },
        delivered: { phase: 'done', outcome: 'success' },
        lost: { phase: 'done', outcome: 'failure' },
        crashed: { phase: 'done', outcome: 'failure' },
      },
    });

  it('takes the first stage of the phase or outcome that a road leads to', () => {
    expect(parcel().stageFor('queue', 'packed')).toBe('sorted');
    expect(parcel().stageFor('retry', 'flying')).toBe('sorted');
    expect(parcel().stageFor('start', 'travelling')).toBe('flying');
    expect(parcel().stageFor('start', 'sorted')).toBe('travelling');
    expect(parcel().stageFor('fail', 'flying')).toBe('crashed');
    expect(parcel().stageFor('fail', 'travelling')).toBe('lost');
  });

  it('takes the first of the phase or outcome where no road leads', () => {
    expect(parcel().stageFor('queue', 'held')).toBe('packed');
    expect(parcel().stageFor('succeed', 'packed')).toBe('delivered');
    expect(parcel().stageFor('interrupt', 'flying')).toBe('held');
    expect(parcel().stageFor('fail', 'unheard_of')).toBe('lost');
  });

  it('has no stage for an outcome that it does not know', () => {
    for (const role of ['time_out', 'stop', 'cancel', 'skip'] as const) {
      expect(parcel().stageFor(role, 'travelling')).toBeUndefined();
    }
  });

  it('goes by the name of the default lifecycle only where the meaning is the same', () => {
    const traffic = defineLifecycle({
      name: 'traffic',
      stages: {
        first: { phase: 'waiting', to: ['pending', 'running'] },
        pending: { phase: 'waiting', to: ['running'] },
        running: { phase: 'waiting', to: ['driving', 'failed'] },
        driving: { phase: 'active', to: ['failed', 'crashed', 'arrived'] },
        failed: { phase: 'done', outcome: 'cancelled' },
        crashed: { phase: 'done', outcome: 'failure' },
        arrived: { phase: 'done', outcome: 'success' },
      },
    });
    expect(traffic.stageFor('queue', 'driving')).toBe('pending');
    expect(traffic.stageFor('start', 'first')).toBe('driving');
    expect(traffic.stageFor('fail', 'running')).toBe('crashed');
    expect(traffic.stageFor('cancel', 'running')).toBe('failed');
  });
});
