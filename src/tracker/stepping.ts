import { toTrackedError } from '../codec/error.ts';
import { checkName } from '../codec/names.ts';
import { JournalError } from '../model/errors.ts';
import type { Timing } from '../model/timing.ts';
import { timingOfStep } from '../views/timings.ts';
import type { CommandedTask } from './commanded-task.ts';
import type { Stopwatch } from './task.ts';

/** A named stretch of an attempt. What it measures is never harmed: on a task that is done, nothing is recorded. */
class OpenStep {
  readonly #task: CommandedTask;
  readonly #name: string;
  readonly #attempt: number;
  readonly #since: number;
  /** Of its start; 0 where nothing is recorded. */
  readonly #seq: number;
  #ran: number | undefined;

  /** @param record writes the start */
  constructor(task: CommandedTask, name: string, record: (step: OpenStep) => number) {
    this.#task = task;
    this.#name = task.runtime.veil.name(checkName(name, 'step'));
    this.#attempt = task.entity.state.attempt;
    this.#since = task.runtime.clock.monotonic();
    this.#seq = task.isSettled ? 0 : record(this);
  }

  begin(): number {
    const draft = { type: 'step_started', step: this.#name, attempt: this.#attempt } as const;
    return this.#task.command({ do: 'record', draft });
  }

  end(error?: { readonly thrown: unknown }): void {
    if (this.#ran !== undefined) return;
    this.#ran = this.#task.runtime.clock.monotonic() - this.#since;
    if (this.#seq === 0 || this.#task.isSettled) return;
    const failure = error && { error: toTrackedError(error.thrown, this.#task.runtime.redactor).message };
    this.#task.offer(undefined, { do: 'record', draft: { type: 'step_ended', started: this.#seq, ...failure } });
  }

  timing(): Timing {
    const { entity, isKept, runtime } = this.#task;
    if (this.#seq === 0 || !isKept) return this.#unrecorded();
    return timingOfStep(runtime.engine.ledger, entity.position, this.#seq) ?? this.#unrecorded();
  }

  #unrecorded(): Timing {
    const { id, name, path } = this.#task;
    const ran = this.#ran ?? 0;
    const where = { id: `${id}/0`, taskId: id, work: name, path, step: this.#name, attempt: this.#attempt };
    return Object.freeze({
      ...where,
      waited: 0,
      ran,
      paused: 0,
      retryDelay: 0,
      interrupted: 0,
      total: ran,
      duration: ran,
    });
  }
}

export async function step<T>(task: CommandedTask, name: string, fn: () => T | Promise<T>): Promise<T> {
  const open = new OpenStep(task, name, begunIfRecorded);
  try {
    const value = await fn();
    open.end();
    return value;
  } catch (thrown) {
    open.end({ thrown });
    throw thrown;
  }
}

/** A function is run although the journal takes nothing. */
function begunIfRecorded(open: OpenStep): number {
  try {
    return open.begin();
  } catch (error) {
    if (error instanceof JournalError) return 0;
    throw error;
  }
}

export function time(task: CommandedTask, name: string): Stopwatch {
  const open = new OpenStep(task, name, (begun) => begun.begin());
  const end = () => {
    open.end();
    return open.timing();
  };
  return { end, [Symbol.dispose]: () => open.end() };
}
