import type { Entity } from '../engine/entity.ts';
import type { Position } from '../ports/source.ts';
import { LiveTask } from './live-task.ts';
import { Recent } from './recent.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

/**
 * The handles of the tasks. An open task has one handle; of a task that is done, the newest ones are kept, and a later
 * look at an older one makes a new handle.
 */
export class Handles {
  readonly #runtime: Runtime;
  readonly #recent = new Recent<LiveTask>(256);

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  at(position: Position): Task {
    return this.#recent.get(position)?.asTask ?? this.of(this.#runtime.engine.ledger.entity(position));
  }

  of(entity: Entity): Task {
    if (entity.bound instanceof LiveTask) return entity.bound.asTask;
    const task = new LiveTask(this.#runtime, entity);
    entity.bound = task;
    return this.#recent.keep(entity.position, task).asTask;
  }
}
