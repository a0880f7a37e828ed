import type { Entry } from '../model/commands.ts';
import type { DraftOf } from '../model/facts.ts';
import type { Role } from '../model/lifecycle.ts';
import type { LimitReason } from '../model/reasons.ts';
import type { Body } from './body.ts';
import type { Delivery } from './bound-task.ts';
import { timedOut } from './endings.ts';
import type { Named } from './functions.ts';
import type { Line, Waiting } from './line.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import { nextAttemptAt } from './retrying.ts';
import type { Runtime } from './runtime.ts';
import { validate } from './schemas.ts';
import { Timers } from './timers.ts';
import { Watch } from './watch.ts';

/**
 * One call of a tracked function: its attempts, from the waiting line to the end record.
 *
 * 1. The body runs once for each attempt that the task begins, whoever begins it.
 * 2. What the body delivers is offered to the task, which may have ended otherwise by then.
 * 3. The slot is held from the first attempt to the end record; a retrying task keeps it.
 */
export class Call implements Body, Waiting {
  readonly line: Line;
  readonly #named: Named;
  readonly #args: readonly unknown[];
  readonly #plan: Plan;
  readonly #work: () => unknown;
  readonly #runtime: Runtime;
  readonly #task: LiveTask;
  readonly #timers: Timers;
  readonly #watch: Watch | undefined;
  #begun: number;
  #holdsSlot = false;
  #isStarting = false;

  constructor(
    runtime: Runtime,
    task: LiveTask,
    plan: Plan,
    named: Named,
    work: () => unknown,
    args: readonly unknown[],
  ) {
    this.#runtime = runtime;
    this.#task = task;
    this.#plan = plan;
    this.line = named.line;
    this.#named = named;
    this.#args = args;
    this.#work = work;
    this.#timers = new Timers(runtime.deadlines);
    this.#begun = task.entity.state.attempt;
    const passed = (reason: LimitReason) => this.#passed(reason);
    this.#watch = plan.limits && new Watch(runtime, task.entity, plan.limits, this.#timers, passed);
    this.#watch?.update();
  }

  /** Starts, or waits in the line. A call from inside the same line does not wait for its own caller. */
  enter(isInside: boolean, reason?: string): void {
    this.#holdsSlot = !isInside && this.line.enter(this, this.#plan.concurrency);
    if (isInside || this.#holdsSlot) this.#attempt(reason);
    else this.#lead('queue', { reason: 'queued' });
  }

  get isWaiting(): boolean {
    const { phase, attempt } = this.#task.entity.state;
    return phase === 'waiting' && attempt === this.#begun;
  }

  admit(): void {
    this.#holdsSlot = true;
    this.#attempt();
  }

  #attempt(reason?: string): void {
    this.#isStarting = true;
    try {
      this.#lead('start', { reason });
    } finally {
      this.#isStarting = false;
    }
    this.#catchUp();
  }

  #lead(role: Role, entry: Entry): void {
    this.#task.command({ do: 'lead', role, entry });
  }

  /** Runs the body of an attempt that was begun, or sees to the next one. */
  #catchUp(): void {
    const { phase, attempt, nextAttemptAt: next } = this.#task.entity.state;
    if (phase === 'active' && attempt > this.#begun) this.#run(attempt);
    else if (phase === 'waiting' && next !== undefined) this.#backOff(next - this.#runtime.clock.now());
  }

  #backOff(inMs: number): void {
    if (inMs > 0) this.#timers.set('back-off', inMs, () => this.#attempt('retry'));
    else queueMicrotask(() => this.#task.entity.state.nextAttemptAt !== undefined && this.#attempt('retry'));
  }

  #run(attempt: number): void {
    this.#begun = attempt;
    try {
      const returned = this.#runtime.context.run(this.#task.asTask, this.#work);
      if (isThenable(returned)) this.#follow(attempt, returned);
      else this.#returned(attempt, returned);
    } catch (error) {
      this.#threw(attempt, error);
    }
  }

  #follow(attempt: number, returned: PromiseLike<unknown>): void {
    const promise = returned instanceof Promise ? returned : Promise.resolve(returned);
    promise.then(
      (value: unknown) => this.#returned(attempt, value),
      (error: unknown) => this.#threw(attempt, error),
    );
  }

  #returned(attempt: number, value: unknown): void {
    const { schema } = this.#plan;
    if (!schema) return this.#settle(attempt, 'succeed', { result: value }, { value });
    validate(schema, value, 'result').then(
      () => this.#settle(attempt, 'succeed', { result: value }, { value }),
      (error: unknown) => this.#failed(attempt, 'invalid_return_value', error),
    );
  }

  #threw(attempt: number, error: unknown): void {
    this.#failed(attempt, 'user_exception', error);
  }

  #failed(attempt: number, reason: string, error: unknown): void {
    const next = this.#nextAttemptAt(attempt, error);
    if (next !== undefined) {
      this.#settle(attempt, 'retry', { reason, error, nextAttemptAt: next }, undefined);
    } else if (this.#plan.onError === 'value' && reason === 'user_exception') {
      this.#settle(attempt, 'succeed', { caughtError: error }, { value: undefined, caught: error });
    } else this.#settle(attempt, 'fail', { reason, error }, { error });
  }

  #nextAttemptAt(attempt: number, error: unknown): number | undefined {
    return nextAttemptAt(this.#plan, attempt, error, this.#runtime.clock.now());
  }

  #settle(attempt: number, role: 'succeed' | 'fail' | 'retry', entry: Entry, delivery: Delivery | undefined): void {
    this.#task.deliver(delivery, { do: 'settle', attempt, role, entry });
  }

  moved(fact: DraftOf<'stage_changed'>): void {
    if (this.#task.entity.state.phase === 'done') return this.#ended();
    this.#watch?.update();
    if (fact.nextAttemptAt === undefined) this.#timers.clear('back-off');
    if (!this.#isStarting) this.#runtime.engine.later(() => this.#catchUp());
  }

  #ended(): void {
    this.#timers.clearAll();
    if (this.#task.isUnsuccessful) this.#named.args.keep(this.#task.entity.position, this.#args);
    if (!this.#holdsSlot) return;
    this.#holdsSlot = false;
    this.#runtime.engine.later(() => this.line.leave());
  }

  asked(): void {
    this.#watch?.update();
    this.#timers.set('grace', this.#plan.graceMs, () => this.#task.command({ do: 'give_up' }));
  }

  awaited(): void {
    this.#timers.hold();
  }

  /** A limit of the attempt leads to the next one, if there is one; any other ends the task. */
  #passed(reason: LimitReason): void {
    const { abort, entity, path } = this.#task;
    const error = timedOut(path, reason);
    const isOfAttempt = reason === 'attempt_timeout' || reason === 'heartbeat_lost';
    const next = isOfAttempt ? this.#nextAttemptAt(entity.state.attempt, error) : undefined;
    if (next !== undefined) this.#lead('retry', { reason, error, nextAttemptAt: next });
    else this.#task.deliver({ error }, { do: 'lead', role: 'time_out', entry: { reason, error } });
    abort.abort(error);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { then?: unknown }).then === 'function';
}
