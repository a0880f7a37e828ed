import type { Outcome } from './phases.ts';
import type { TaskStage } from './task-stages.ts';

/** The reserved reasons of each stage. Reasons are open: a caller may give any other snake_case code. */
export const reservedReasons = {
  not_started: [],
  pending: ['queued', 'dependency', 'requesting_resource', 'ready', 'resumed', 'retry_queued'],
  running: ['resumed', 'retry'],
  paused: ['requested', 'signal', 'approval', 'event'],
  retrying: ['user_exception', 'system_error', 'attempt_timeout'],
  interrupted: ['owner_lost', 'process_crash'],
  succeeded: ['assumed'],
  failed: [
    'user_exception',
    'system_error',
    'invalid_return_value',
    'dependency_failed',
    'setup_failed',
    'exit_code',
    'process_crash',
  ],
  timed_out: ['run_timeout', 'pending_timeout', 'attempt_timeout', 'deadline', 'heartbeat_lost'],
  stopped: ['requested', 'sigterm', 'shutdown', 'superseded', 'idle_timeout', 'parent_stopped'],
  cancelled: [
    'requested',
    'shutdown',
    'sigterm',
    'upstream_failed',
    'upstream_cancelled',
    'parent_cancelled',
    'replaced',
  ],
  skipped: ['nothing_to_do', 'condition_false', 'upstream_failed'],
} as const satisfies Readonly<Record<TaskStage, readonly string[]>>;

/** The reason that is taken where a done stage is given none. A success needs none. */
export const defaultReasons: Readonly<Record<Outcome, string | undefined>> = {
  success: undefined,
  failure: 'user_exception',
  timeout: 'run_timeout',
  stopped: 'requested',
  cancelled: 'requested',
  skipped: 'nothing_to_do',
};

/** The five limits of a tracked call, each with the reason that it ends a task or an attempt with. */
export type LimitReason = 'run_timeout' | 'pending_timeout' | 'attempt_timeout' | 'deadline' | 'heartbeat_lost';
