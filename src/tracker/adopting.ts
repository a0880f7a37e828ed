import type { Body } from './body.ts';
import { cutOff } from './endings.ts';
import { hosted } from './hosting.ts';
import type { LiveTask } from './live-task.ts';
import type { TaskOptions } from './options.ts';
import { checkRunnable } from './runnable.ts';
import type { Runtime } from './runtime.ts';
import { judged } from './schemas.ts';
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
    new Promise((resolve) => resolve(promise)).then(
      (value) => this.#fulfilled(attempt, value),
      (error: unknown) => this.#failed(attempt, 'user_exception', error),
    );
  }

  #fulfilled(attempt: number, value: unknown): void {
    const entry = { result: value };
    const succeed = () => this.#task.offer({ value }, { do: 'settle', role: 'succeed', attempt, entry });
    judged(this.#task.schema, value, succeed, (error) => this.#failed(attempt, 'invalid_return_value', error));
  }

  #failed(attempt: number, reason: string, error: unknown): void {
    this.#task.offer({ error }, { do: 'settle', role: 'fail', attempt, entry: { reason, error } });
  }

  moved(): void {
    if (this.#task.entity.state.phase === 'done') this.#timers.clearAll();
  }
  handedOut(): void {
    this.#timers.clearAll();
  }
  asked(): void {
    this.#timers.set('grace', graceMs, () => this.#giveUp());
  }
  #giveUp(): void {
    const error = cutOff(this.#task);
    this.#task.offer(error && { error }, { do: 'give_up' });
  }
  awaited(): void {
    this.#timers.hold();
  }
}

/** Makes a task of a promise that is under way. */
export function adopt(
  runtime: Runtime,
  name: string,
  promise: PromiseLike<unknown>,
  options: TaskOptions = {},
): LiveTask {
  checkRunnable(options.lifecycle);
  const task = hosted(runtime, name, options);
  const body = new Adopted(task);
  task.body = body;
  task.command({ do: 'lead', role: 'start', entry: {} });
  body.follow(promise);
  return task;
}
