import { toTrackedError } from '../codec/error.ts';
import { checkName } from '../codec/names.ts';
import type { Timing } from '../model/timing.ts';
import { timingsOfTask } from '../views/timings.ts';
import type { BoundTask } from './bound-task.ts';
import type { Stopwatch } from './task.ts';

/** A named stretch of an attempt. What it measures is never harmed: on a task that is done, nothing is recorded. */
class OpenStep {
  readonly #task: BoundTask;
  readonly #seq: number;
  #ended = false;

  constructor(task: BoundTask, name: string) {
    const step = checkName(name, 'step');
    this.#task = task;
    const { phase, attempt } = task.entity.state;
    this.#seq = phase === 'done' ? 0 : task.command({ do: 'record', draft: { type: 'step_started', step, attempt } });
  }

  end(error?: { readonly thrown: unknown }): void {
    if (this.#ended || this.#seq === 0 || this.#task.entity.state.phase === 'done') return;
    this.#ended = true;
    const failure = error && { error: toTrackedError(error.thrown).message };
    this.#task.command({ do: 'record', draft: { type: 'step_ended', started: this.#seq, ...failure } });
  }

  timing(): Timing | undefined {
    const rows = timingsOfTask(this.#task.runtime.engine.ledger, this.#task.id);
    return rows.find(({ id }) => id.endsWith(`/${this.#seq}`));
  }
}

export async function step<T>(task: BoundTask, name: string, fn: () => T | Promise<T>): Promise<T> {
  const open = new OpenStep(task, name);
  try {
    const value = await fn();
    open.end();
    return value;
  } catch (thrown) {
    open.end({ thrown });
    throw thrown;
  }
}

export function time(task: BoundTask, name: string): Stopwatch {
  const open = new OpenStep(task, name);
  const end = () => {
    open.end();
    return open.timing() as Timing;
  };
  return { end, [Symbol.dispose]: () => open.end() };
}
