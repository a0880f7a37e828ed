import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Lifecycle } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { cells } from './roads.ts';

/** What a stage means, and where roads lead from it: written out, so that nothing is taken from the library. */
export interface ReferenceLifecycle {
  readonly initial: string;
  readonly phases: Readonly<Record<string, string>>;
  readonly roads: Readonly<Record<string, readonly string[]>>;
}

const roads: Record<string, readonly string[]> = {};
for (const { from, to, cell } of cells)
  roads[from] = cell === 'yes' ? [...(roads[from] ?? []), to] : (roads[from] ?? []);

/** Of a done stage the phase is its outcome. */
const task: ReferenceLifecycle = {
  initial: 'not_started',
  phases: {
    not_started: 'idle',
    pending: 'waiting',
    running: 'active',
    paused: 'paused',
    retrying: 'waiting',
    interrupted: 'paused',
    succeeded: 'success',
    failed: 'failure',
    timed_out: 'timeout',
    stopped: 'stopped',
    cancelled: 'cancelled',
    skipped: 'skipped',
  },
  roads,
};

/** The default lifecycle, and three own ones: one that adds a stage, one that stands alone, one that few roads leave. */
export const references: Readonly<Record<string, ReferenceLifecycle>> = {
  task,
  download: {
    initial: 'not_started',
    phases: { ...task.phases, downloading: 'active' },
    roads: {
      ...roads,
      running: [...(roads['running'] as readonly string[]), 'downloading'],
      downloading: ['succeeded', 'failed', 'cancelled'],
    },
  },
  review: {
    initial: 'draft',
    phases: {
      draft: 'waiting',
      reading: 'active',
      held: 'paused',
      published: 'success',
      refused: 'failure',
      withdrawn: 'cancelled',
    },
    roads: {
      draft: ['reading', 'refused', 'withdrawn'],
      reading: ['draft', 'held', 'published', 'refused', 'withdrawn'],
      held: ['reading', 'withdrawn'],
      published: [],
      refused: [],
      withdrawn: [],
    },
  },
  relay: {
    initial: 'ready',
    phases: { ready: 'idle', first_lap: 'active', last_lap: 'active', arrived: 'success', fallen: 'failure' },
    roads: { ready: ['first_lap'], first_lap: ['last_lap'], last_lap: ['arrived', 'fallen'], arrived: [], fallen: [] },
  },
};

/** The same, as a user writes them. */
export const lifecycles: Readonly<Record<string, Lifecycle>> = {
  task: taskLifecycle,
  download: defineLifecycle({
    name: 'download',
    extends: taskLifecycle,
    stages: { downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'failed', 'cancelled'] } },
  }),
  review: defineLifecycle({
    name: 'review',
    stages: {
      draft: { phase: 'waiting', to: ['reading', 'refused', 'withdrawn'] },
      reading: { phase: 'active', to: ['draft', 'held', 'published', 'refused', 'withdrawn'] },
      held: { phase: 'paused', to: ['reading', 'withdrawn'] },
      published: { phase: 'done', outcome: 'success' },
      refused: { phase: 'done', outcome: 'failure' },
      withdrawn: { phase: 'done', outcome: 'cancelled' },
    },
  }),
  relay: defineLifecycle({
    name: 'relay',
    stages: {
      ready: { phase: 'idle', to: ['first_lap'] },
      first_lap: { phase: 'active', to: ['last_lap'] },
      last_lap: { phase: 'active', to: ['arrived', 'fallen'] },
      arrived: { phase: 'done', outcome: 'success' },
      fallen: { phase: 'done', outcome: 'failure' },
    },
  }),
};
