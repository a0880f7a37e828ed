import type { StatusRecord } from '../model/status.ts';
import type { TaskView, TreeNode } from '../ports/task-view.ts';

/** What has a stage: a task, or the work of a name. */
export interface Staged {
  readonly name: string;
  /** Of a task. */
  readonly path?: string;
  readonly history: readonly StatusRecord[];
  status(): Partial<StatusRecord> & Pick<StatusRecord, 'stage'>;
}

/** A task with its whole history in one line: `load: pending → running → failed (user_exception)`. */
export function historyText(subject: Staged): string {
  return `${subject.path ?? subject.name}: ${stagesText(subject)}`;
}

/** The stages that were passed, each with its reason; of what has no history yet, the stage that it is in. */
export function stagesText(subject: Staged): string {
  return subject.history.map(stageText).join(' → ') || subject.status().stage;
}

/** A stage with its reason, where it has one. */
export function stageText({ stage, reason }: { readonly stage: string; readonly reason?: string | undefined }): string {
  return reason === undefined ? stage : `${stage} (${reason})`;
}

/** The tasks under their parents, a line each, two spaces further in for each level. */
export function treeText(nodes: readonly TreeNode[], lineOf: (task: TaskView) => string = shortLine): string {
  return nodes.flatMap((node) => treeLines(node, '', lineOf)).join('\n');
}

function treeLines(
  { task, children }: TreeNode,
  indent: string,
  lineOf: (task: TaskView) => string,
): readonly string[] {
  return [`${indent}${lineOf(task)}`, ...children.flatMap((child) => treeLines(child, `${indent}  `, lineOf))];
}

function shortLine(task: TaskView): string {
  return `${lastName(task)}: ${stageText(task.status())}`;
}

/** The last name of its path: under its parent, that is enough. */
export function lastName({ path }: Pick<TaskView, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
