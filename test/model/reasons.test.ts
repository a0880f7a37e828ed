import { describe, expect, it } from 'vitest';
import { outcomes } from '../../src/model/phases.ts';
import { defaultReasons, reservedReasons } from '../../src/model/reasons.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

/** SEMANTICS, section 4, with what begins a task having none. */
const reserved = {
  not_started: '',
  pending: 'queued dependency requesting_resource ready resumed retry_queued',
  running: 'resumed retry',
  paused: 'requested signal approval event',
  retrying: 'user_exception system_error attempt_timeout',
  interrupted: 'owner_lost process_crash',
  succeeded: 'assumed',
  failed: 'user_exception system_error invalid_return_value dependency_failed setup_failed exit_code process_crash',
  timed_out: 'run_timeout pending_timeout attempt_timeout deadline heartbeat_lost',
  stopped: 'requested sigterm shutdown superseded idle_timeout parent_stopped',
  cancelled: 'requested shutdown sigterm upstream_failed upstream_cancelled parent_cancelled replaced',
  skipped: 'nothing_to_do condition_false upstream_failed',
};

describe('reasons', () => {
  it.each(Object.entries(reserved))('are reserved for %s', (stage, words) => {
    expect(reservedReasons[stage as keyof typeof reserved].join(' ')).toBe(words);
  });

  it('have a default for every outcome but success, which is reserved for its stage', () => {
    for (const outcome of outcomes) {
      const stage = taskLifecycle.stages.find((name) => taskLifecycle.outcomeOf(name) === outcome);
      const words: readonly string[] = reservedReasons[stage as keyof typeof reserved];
      expect(words.includes(String(defaultReasons[outcome])), outcome).toBe(outcome !== 'success');
    }
  });

  it('name five different limits', () => {
    expect(new Set(reservedReasons.timed_out).size).toBe(5);
    expect(reservedReasons.timed_out[0]).toBe(defaultReasons.timeout);
  });
});
