import { defineLifecycle } from './define-lifecycle.ts';
import type { DefaultLifecycle } from './lifecycle.ts';
import { taskStages } from './task-stages.ts';

/** The default lifecycle: the twelve stages that a task has unless it is given a lifecycle of its own. */
export const taskLifecycle: DefaultLifecycle = defineLifecycle({ name: 'task', stages: taskStages });
