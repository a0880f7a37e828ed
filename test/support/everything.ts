import type { Reader } from '../../src/ports/reader.ts';
import type { TaskView } from '../../src/ports/task-view.ts';

const fields = [
  'id',
  'name',
  'key',
  'path',
  'tags',
  'history',
  'annotations',
  'attempt',
  'metadata',
  'attributes',
  'progress',
  'description',
  'isSettled',
  'isRetryable',
  'isCancellable',
  'resumedFrom',
  'resumedTo',
] as const satisfies readonly (keyof TaskView)[];

/** What every read gives that is not bound to a process, as plain values. */
export function everything(reader: Reader, works: readonly string[]): unknown {
  return {
    tasks: reader.list().map(taskOf),
    roots: reader.tree().map(({ task, children }) => [task.id, children.length]),
    counts: reader.counts(),
    summary: reader.summary(),
    metadata: works.map((work) => reader.metadata(work)),
    results: [...reader.results()],
    rejections: reader.rejections(),
    timings: reader.timings(),
    timingSummary: reader.timingSummary(),
    changes: reader.changes(),
    snapshots: reader.snapshots(),
  };
}

function taskOf(task: TaskView): unknown {
  return {
    ...Object.fromEntries(fields.map((field) => [field, task[field]])),
    parent: task.parent?.id,
    children: task.children.map((child) => child.id),
    status: task.status(),
    why: task.why(),
  };
}
