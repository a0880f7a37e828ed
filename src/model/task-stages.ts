/**
 * The default lifecycle as data: every stage with its phase, its outcome when done, and the roads that leave it.
 * Types, tests and the diagram are derived from this table.
 */
export const taskStages = {
  not_started: { phase: 'idle', to: ['pending', 'running', 'cancelled', 'skipped'] },
  pending: {
    phase: 'waiting',
    to: ['running', 'paused', 'interrupted', 'failed', 'timed_out', 'stopped', 'cancelled', 'skipped'],
  },
  running: {
    phase: 'active',
    to: ['paused', 'retrying', 'interrupted', 'succeeded', 'failed', 'timed_out', 'stopped', 'cancelled', 'skipped'],
  },
  paused: { phase: 'paused', to: ['running', 'interrupted', 'failed', 'timed_out', 'stopped', 'cancelled'] },
  retrying: {
    phase: 'waiting',
    to: ['pending', 'running', 'interrupted', 'failed', 'timed_out', 'stopped', 'cancelled'],
  },
  interrupted: { phase: 'paused', to: ['pending', 'running', 'failed', 'timed_out', 'stopped', 'cancelled'] },
  succeeded: { phase: 'done', outcome: 'success' },
  failed: { phase: 'done', outcome: 'failure' },
  timed_out: { phase: 'done', outcome: 'timeout' },
  stopped: { phase: 'done', outcome: 'stopped' },
  cancelled: { phase: 'done', outcome: 'cancelled' },
  skipped: { phase: 'done', outcome: 'skipped' },
} as const;

/** The twelve stages of the default lifecycle. */
export type TaskStage = keyof typeof taskStages;
