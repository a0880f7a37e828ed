import type { Role } from './lifecycle.ts';
import type { Stage, Stages } from './lifecycle-roads.ts';
import type { Outcome, Phase } from './phases.ts';

interface Meaning {
  /** The stage of the default lifecycle. A lifecycle that has it, with the same meaning, uses it. */
  readonly preferred: string;
  readonly means: Exclude<Phase, 'done'> | Outcome;
}

const meanings = {
  queue: { preferred: 'pending', means: 'waiting' },
  start: { preferred: 'running', means: 'active' },
  pause: { preferred: 'paused', means: 'paused' },
  retry: { preferred: 'retrying', means: 'waiting' },
  interrupt: { preferred: 'interrupted', means: 'paused' },
  succeed: { preferred: 'succeeded', means: 'success' },
  fail: { preferred: 'failed', means: 'failure' },
  time_out: { preferred: 'timed_out', means: 'timeout' },
  stop: { preferred: 'stopped', means: 'stopped' },
  cancel: { preferred: 'cancelled', means: 'cancelled' },
  skip: { preferred: 'skipped', means: 'skipped' },
} as const satisfies Readonly<Record<Role, Meaning>>;

/**
 * The stage that a role leads to: the preferred one, else the first with a road from here, else the first. A done stage is
 * preferred only where a road leads to it; an open one also where none does, so that asking for it is refused.
 * Undefined where the lifecycle has none.
 * @param from absent for a stage that the lifecycle does not have
 */
export function stageOfRole(role: Role, stages: Stages, from?: Stage): string | undefined {
  const { preferred, means } = meanings[role];
  const candidates = [...stages.values()].filter((stage) => meaningOf(stage) === means);
  const named = candidates.find(({ name }) => name === preferred);
  const near = candidates.find(({ name }) => from?.targets.has(name));
  const usesNamed = named && (named.outcome === undefined || from?.targets.has(preferred));
  return (usesNamed ? named : (near ?? named ?? candidates[0]))?.name;
}

/** The outcome of a done stage, the phase of an open one: no word is in both lists. */
function meaningOf({ phase, outcome }: Stage): Phase | Outcome {
  return outcome ?? phase;
}
