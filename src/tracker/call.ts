import type { Entry } from '../model/commands.ts';
import type { DraftOf } from '../model/facts.ts';
import type { Role } from '../model/lifecycle.ts';
import type { Body } from './body.ts';
import type { Named } from './functions.ts';
import type { Line, Waiting } from './line.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import type { Runtime } from './runtime.ts';
import { Settling } from './settling.ts';
import { Timers } from './timers.ts';
import { Watch } from './watch.ts';

/**
 * One call of a tracked function: its attempts, from the waiting line to the end record.
 *
 * 1. The body runs once for each attempt that the task begins, whoever begins it.
 * 2. What the body delivers is offered to the task, which may have ended otherwise by then.
 * 3. The slot is held from the first attempt to the end record; a retrying task keeps it.
 * 4. Once it has begun, a journal that takes nothing does not hold it up.
 */
export class Call implements Body, Waiting {
  readonly line: Line;
  readonly #runtime: Runtime;
  readonly #task: LiveTask;
  readonly #plan: Plan;
  readonly #named: Named;
  readonly #args: readonly unknown[];
  readonly #work: () => unknown;
  readonly #isPlanOfName: boolean;
  readonly #timers: Timers;
  readonly #settling: Settling;
  readonly #watch: Watch | undefined;
  /** The attempt whose body was run last. */
  #begun: number;
  #isInLine = false;
  #holdsSlot = false;
  #isStarting = false;
  #reason: string | undefined;

  constructor(task: LiveTask, plan: Plan, named: Named, work: () => unknown, args: readonly unknown[]) {
    const { runtime, entity } = task;
    this.#runtime = runtime;
    this.#task = task;
    this.#plan = plan;
    this.#isPlanOfName = plan === named.plan;
    this.line = named.line;
    this.#named = named;
    this.#args = args;
    this.#work = work;
    this.#begun = entity.state.attempt;
    this.#timers = new Timers(runtime.deadlines);
    this.#settling = new Settling(task, plan);
    this.#watch = plan.limits && new Watch(runtime, entity, plan.limits, this.#timers, (reason) => this.#settling.passed(reason));
    this.#watch?.update();
  }

  /** How many of its line may run when it begins. */
  get limit(): number {
    return (this.#isPlanOfName && this.#named.plan ? this.#named.plan : this.#plan).concurrency;
  }
  get isWaiting(): boolean {
    return this.#isInLine;
  }

  /**
   * Starts, or waits in the line. A call from inside the same line does not wait for its own caller.
   * @throws JournalError where that cannot be recorded; it has not begun then
   */
  enter(isInside: boolean, reason?: string): void {
    this.#reason = reason;
    this.#holdsSlot = !isInside && this.line.enter(this);
    this.#isInLine = !isInside && !this.#holdsSlot;
    try {
      if (this.#isInLine) this.#lead('queue', { reason: 'queued' });
      else this.#attempt(reason);
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** The tasks that it comes after allow it by now. */
  enterLate(isInside: boolean, reason?: string): void {
    const entered = this.#runtime.debts.try(() => this.enter(isInside, reason));
    if (entered === 'unwritten') this.#runUnrecorded(reason);
  }

  /** It does not begin after all. */
  abandon(): void {
    this.#timers.clearAll();
    this.#quitLine();
    this.#leaveLine();
  }

  admit(): void {
    this.#isInLine = false;
    this.#holdsSlot = true;
    this.#goOn(this.#reason);
  }

  #goOn(reason: string | undefined): void {
    const begun = this.#runtime.debts.try(() => this.#attempt(reason));
    if (begun === 'unwritten') this.#runUnrecorded(reason);
  }

  #runUnrecorded(reason: string | undefined): void {
    this.#runtime.debts.owe(() => this.#attempt(reason));
    this.#run(this.#begun + 1);
  }

  #attempt(reason: string | undefined): void {
    this.#isStarting = true;
    try {
      this.#lead('start', { reason });
    } finally {
      this.#isStarting = false;
    }
    this.#catchUp();
  }

  #lead(role: Role, entry: Entry): void {
    this.#runtime.engine.commit(this.#task.entity, { do: 'lead', role, entry });
  }

  /** Runs the body of an attempt that was begun, or sees to the next one. */
  #catchUp(): void {
    const { phase, attempt, nextAttemptAt: next } = this.#task.entity.state;
    if (phase === 'active' && attempt > this.#begun) this.#run(attempt);
    else if (phase === 'waiting' && next !== undefined) this.#backOff(next - this.#runtime.clock.now());
  }

  #backOff(inMs: number): void {
    if (inMs > 0) this.#timers.set('back-off', inMs, () => this.#goOn('retry'));
    else queueMicrotask(() => this.#task.entity.state.nextAttemptAt !== undefined && this.#goOn('retry'));
  }

  #run(attempt: number): void {
    this.#begun = attempt;
    try {
      const returned = this.#runtime.context.run(this.#task.asTask, this.#work);
      if (isThenable(returned)) this.#follow(attempt, returned);
      else this.#settling.returned(attempt, returned);
    } catch (error) {
      this.#settling.threw(attempt, error);
    }
  }

  #follow(attempt: number, returned: PromiseLike<unknown>): void {
    const promise = returned instanceof Promise ? returned : Promise.resolve(returned);
    promise.then(
      (value: unknown) => this.#settling.returned(attempt, value),
      (error: unknown) => this.#settling.threw(attempt, error),
    );
  }

  moved(fact: DraftOf<'stage_changed'>): void {
    const { phase, attempt } = this.#task.entity.state;
    if (phase !== 'waiting' || attempt !== this.#begun) this.#quitLine();
    if (phase === 'done') return this.#ended();
    this.#watch?.update();
    if (fact.nextAttemptAt === undefined) this.#timers.clear('back-off');
    if (!this.#isStarting) this.#runtime.engine.later(() => this.#catchUp());
  }

  #ended(): void {
    this.#timers.clearAll();
    if (this.#task.isUnsuccessful) this.#named.args.keep(this.#task.entity.position, this.#args);
    if (this.#holdsSlot) this.#runtime.engine.later(() => this.#leaveLine());
  }

  /** A slot is not held up by a journal that takes nothing. */
  handedOut(): void {
    this.#timers.clearAll();
    this.#leaveLine();
  }

  #quitLine(): void {
    if (this.#isInLine) this.line.quit();
    this.#isInLine = false;
  }
  #leaveLine(): void {
    if (!this.#holdsSlot) return;
    this.#holdsSlot = false;
    this.line.leave();
  }

  asked(): void {
    this.#watch?.update();
    this.#timers.set('grace', this.#plan.graceMs, () => this.#settling.giveUp());
  }
  awaited(): void {
    this.#timers.hold();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { then?: unknown }).then === 'function';
}
