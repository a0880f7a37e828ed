import type { Reader } from '../ports/reader.ts';
import type { TaskView } from '../ports/task-view.ts';
import { LiveTask } from '../tracker/live-task.ts';
import { readerOf } from '../views/reader.ts';
import type { Staged } from './history-text.ts';

/** @throws TypeError for what is not a task, nor a work */
export function stagedIn(received: unknown): Staged {
  if (has(received, 'status', 'history', 'name')) return received as Staged;
  throw new TypeError(`expected a task or a work, and got ${kindOf(received)}`);
}

/** @throws TypeError for what is not a task */
export function taskIn(received: unknown): TaskView {
  if (has(received, 'status', 'history', 'path')) return received as TaskView;
  throw new TypeError(`expected a task, and got ${kindOf(received)}`);
}

/** What a matcher reads: a whole tracker, or one task of it. */
export interface Scope {
  readonly reader: Reader;
  /** Absent for a whole tracker. */
  readonly task?: TaskView;
}

/** @throws TypeError for what is neither a tracker nor a task of one */
export function scopeIn(received: unknown): Scope {
  if (has(received, 'list', 'tree', 'rejections')) return { reader: received as Reader };
  if (received instanceof LiveTask)
    return { reader: readerOf(received.runtime.engine.ledger), task: received as unknown as TaskView };
  throw new TypeError(`expected a tracker, or a task that it handed out, and got ${kindOf(received)}`);
}

/** The filter that picks what a scope is about. */
export function filterOf({ task }: Scope): { readonly id?: string } {
  return task ? { id: task.id } : {};
}

function has(value: unknown, ...members: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}

function kindOf(value: unknown): string {
  if (value instanceof Promise) return 'a promise: await it, or take the handle that start(…) gives';
  if (typeof value === 'function') return 'a function: take the handle that start(…) gives, or its work';
  return value === null ? 'null' : `something else (${typeof value})`;
}
