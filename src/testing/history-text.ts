import type { StatusRecord } from '../model/status.ts';
import type { TaskView } from '../ports/task-view.ts';

/** A task with its whole history in one line: `load: pending → running → failed (user_exception)`. */
export function historyText(task: TaskView): string {
  const stages = task.history.map(stageText);
  return `${task.path}: ${stages.length === 0 ? task.status().stage : stages.join(' → ')}`;
}

/** A stage with its reason, where it has one. */
export function stageText({ stage, reason }: Pick<StatusRecord, 'stage' | 'reason'>): string {
  return reason === undefined ? stage : `${stage} (${reason})`;
}
