import type { Command } from '../model/commands.ts';
import type { Body } from './body.ts';
import type { Delivery } from './bound-task.ts';
import { createTask } from './creating.ts';
import type { LiveTask } from './live-task.ts';
import type { TaskOptions } from './options.ts';
import type { Runtime } from './runtime.ts';
import { Timers } from './timers.ts';

const graceMs = 5000;

/** A promise that somebody else made: its task ends when it settles. Nothing can abort it, so it is only asked. */
class Adopted implements Body {
  readonly #task: LiveTask;
  readonly #timers: Timers;

  constructor(task: LiveTask) {
    this.#task = task;
    this.#timers = new Timers(task.runtime.deadlines);
  }

  follow(promise: PromiseLike<unknown>): void {
    const { attempt } = this.#task.entity.state;
    Promise.resolve(promise).then(
      (value) => this.#settle({ value }, { do: 'settle', role: 'succeed', attempt, entry: { result: value } }),
      (error: unknown) => this.#settle({ error }, { do: 'settle', role: 'fail', attempt, entry: { error } }),
    );
  }

  #settle(delivery: Delivery, command: Command): void {
    this.#task.deliver(delivery, command);
  }

  moved(): void {
    if (this.#task.entity.state.phase === 'done') this.#timers.clearAll();
  }
  asked(): void {
    this.#timers.set('grace', graceMs, () => this.#task.command({ do: 'give_up' }));
  }
  awaited(): void {
    this.#timers.hold();
  }
}

/** Makes a task of a promise that is under way. */
export function adopt(runtime: Runtime, name: string, promise: PromiseLike<unknown>, options: TaskOptions): LiveTask {
  const task = createTask(runtime, name, options as never);
  const body = new Adopted(task);
  task.body = body;
  task.command({ do: 'lead', role: 'start', entry: {} });
  body.follow(promise);
  return task;
}
