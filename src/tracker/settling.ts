import type { Command, Entry } from '../model/commands.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { LimitReason } from '../model/reasons.ts';
import type { Delivery } from './bound-task.ts';
import { cutOff, timedOut } from './endings.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import { nextAttemptAt } from './retrying.ts';
import { judged } from './schemas.ts';

/**
 * What becomes of what a body delivers, and of a limit that passes: the end of the task, or its next attempt.
 *
 * 1. What the body threw goes by `onError`; a limit, or a value that does not fit its schema, is refused in any case.
 * 2. A further attempt that cannot be recorded is none: the caller gets the error of this one.
 */
export class Settling {
  readonly #task: LiveTask;
  readonly #plan: Plan;

  constructor(task: LiveTask, plan: Plan) {
    this.#task = task;
    this.#plan = plan;
  }

  returned(attempt: number, value: unknown): void {
    const { schema } = this.#plan;
    if (schema) this.#judge(schema, attempt, value);
    else this.#settle(attempt, 'succeed', { result: value }, { value });
  }

  #judge(schema: StandardSchemaV1, attempt: number, value: unknown): void {
    const succeed = () => this.#settle(attempt, 'succeed', { result: value }, { value });
    const refuse = (error: unknown) => this.#refuse(attempt, error);
    judged(schema, value, succeed, refuse);
  }

  threw(attempt: number, error: unknown): void {
    const reason = 'user_exception';
    if (this.#isRetried(attempt, reason, error)) return;
    if (this.#plan.onError !== 'value') this.#settle(attempt, 'fail', { reason, error }, { error });
    else this.#settle(attempt, 'succeed', { caughtError: error }, { value: undefined, caught: error });
  }

  #refuse(attempt: number, error: unknown): void {
    const reason = 'invalid_return_value';
    if (this.#isRetried(attempt, reason, error)) return;
    this.#settle(attempt, 'fail', { reason, error }, { error, isRefusal: true });
  }

  #isRetried(attempt: number, reason: string, error: unknown): boolean {
    const next = this.#nextAttemptAt(attempt, error);
    if (next === undefined) return false;
    const command = settling(attempt, 'retry', { reason, error, nextAttemptAt: next });
    return this.#task.tries({ error }, command);
  }

  #settle(attempt: number, role: 'succeed' | 'fail', entry: Entry, delivery: Delivery): void {
    this.#task.offer(delivery, settling(attempt, role, entry));
  }

  /** A limit of the attempt leads to the next one, if there is one; any other ends the task. */
  passed(reason: LimitReason): void {
    const { abort, entity, path } = this.#task;
    const error = timedOut(path, reason);
    const isOfAttempt = reason === 'attempt_timeout' || reason === 'heartbeat_lost';
    const next = isOfAttempt ? this.#nextAttemptAt(entity.state.attempt, error) : undefined;
    const delivery = { error, isRefusal: true } as const;
    const retry = { do: 'lead', role: 'retry', entry: { reason, error, nextAttemptAt: next } } as const;
    const isRetried = next !== undefined && this.#task.tries(delivery, retry);
    if (!isRetried) this.#task.offer(delivery, { do: 'lead', role: 'time_out', entry: { reason, error } });
    abort.abort(error);
  }

  /** The grace time of a body that was asked to end is over. */
  giveUp(): void {
    const error = cutOff(this.#task);
    this.#task.offer(error && { error, isRefusal: true }, { do: 'give_up' });
  }

  #nextAttemptAt(attempt: number, error: unknown): number | undefined {
    return nextAttemptAt(this.#plan, attempt, error, this.#task.runtime.clock.now());
  }
}

function settling(attempt: number, role: 'succeed' | 'fail' | 'retry', entry: Entry): Command {
  return { do: 'settle', attempt, role, entry };
}
