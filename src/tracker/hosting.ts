import { createTask } from './creating.ts';
import { gateOf } from './gate.ts';
import type { LiveTask } from './live-task.ts';
import type { TaskOptions } from './options.ts';
import type { Runtime } from './runtime.ts';

const plain: TaskOptions = {};

/** A task that the host drives; not started, and not to be started before those that it comes after allow it. */
export function host(runtime: Runtime, name: string, options: TaskOptions = plain): LiveTask {
  const task = hosted(runtime, name, options);
  const { after, when } = options;
  if (after) task.gate = gateOf(task, after, when);
  return task;
}

/** A task whose name, key and schema come from the host. */
export function hosted(runtime: Runtime, name: string, options: TaskOptions): LiveTask {
  const { veil } = runtime;
  const { key, result } = options;
  const birth = options === plain ? undefined : { ...(options as object), key: key && veil.key(key) };
  const task = createTask(runtime, veil.checkedName(name), { birth, within: runtime.context.current });
  if (result) task.schema = result;
  return task;
}
