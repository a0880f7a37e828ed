import { deepFreeze } from './deep-freeze.ts';
import type { DefaultLifecycle } from './lifecycle.ts';
import { CompiledLifecycle } from './lifecycle-compiled.ts';
import { stagesIn } from './lifecycle-roads.ts';
import { taskStages } from './task-stages.ts';

const definition = deepFreeze({ name: 'task', stages: taskStages } as const);

/**
 * The default lifecycle: the twelve stages that a task has unless it is given a lifecycle of its own. A test holds it to
 * what `defineLifecycle` checks; here that would be work at each import.
 */
export const taskLifecycle: DefaultLifecycle = new CompiledLifecycle(
  definition.name,
  'not_started',
  definition,
  stagesIn(definition),
);
