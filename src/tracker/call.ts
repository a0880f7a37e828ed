import { type Command, type Entry, nothing } from '../model/commands.ts';
import type { DraftOf } from '../model/facts.ts';
import type { LimitReason } from '../model/reasons.ts';
import type { Limits } from '../rules/limits.ts';
import { isFailure } from '../rules/trigger.ts';
import type { Role } from '../model/lifecycle.ts';
import type { Body } from './body.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import { Place } from './place.ts';
import { putOffUntil } from './put-off.ts';
import { runBody } from './run-body.ts';
import { giveUp, passed, returned, threw } from './settling.ts';
import { Timers } from './timers.ts';
import { Watch } from './watch.ts';

const start: Command = { do: 'lead', role: 'start', entry: nothing };
const queue: Command = { do: 'lead', role: 'queue', entry: { reason: 'queued' } };

/** Functions of their own, given the call, so that no call makes any. */
const workOf = ({ task, invocation }: Call): unknown => invocation.work(task);
const catchUp = (call: Call): void => call.catchUp();
const leave = (place: Place): void => place.leave();

/**
 * One call of a tracked function: its attempts, from the waiting line to the end record.
 *
 * 1. The body runs once for each attempt that the task begins, whoever begins it.
 * 2. What the body delivers is offered to the task, which may have ended otherwise by then.
 * 3. The slot is held from the first attempt to the end record; a retrying task keeps it.
 *    One that was put off when its owner was lost waits for what is left of that, in its slot.
 * 4. Once it has begun, a journal that takes nothing does not hold it up.
 */
export class Call implements Body {
  readonly place: Place;
  readonly task: LiveTask;
  readonly invocation: Invocation;
  #timers: Timers | undefined = undefined;
  #watch: Watch | undefined = undefined;
  /** The attempt whose body was run last. */
  #begun: number;
  #isStarting = false;
  #isAwaited = false;
  /** Of the record with which it starts. */
  #reason: string | undefined = undefined;

  constructor(task: LiveTask, invocation: Invocation) {
    const { named, plan } = invocation;
    this.place = new Place(named, plan, this);
    this.task = task;
    this.invocation = invocation;
    this.#begun = task.entity.state.attempt;
    if (plan.limits) this.#watchLimits(plan.limits);
  }

  #watchLimits(limits: Limits): void {
    const { runtime, entity } = this.task;
    const isPassed = (reason: LimitReason) => passed(this.task, this.invocation.plan, reason);
    this.#watch = new Watch(runtime, entity, limits, this.#timersNow(), isPassed);
    this.#watch.update();
  }

  /** Most calls need none. */
  #timersNow(): Timers {
    this.#timers ??= new Timers(this.task.runtime.deadlines, this.#isAwaited);
    return this.#timers;
  }

  /** What is written together with its creation: it starts, or waits in the line. `begin` goes on from there. */
  first(isInside: boolean): Command {
    this.#isStarting = true;
    if (isInside || this.place.take()) return start;
    return queue;
  }

  begin(): void {
    this.#isStarting = false;
    this.catchUp();
  }

  /**
   * Starts, or waits in the line. A call from inside the same line does not wait for its own caller.
   * @throws JournalError where that cannot be recorded; it has not begun then
   */
  enter(isInside: boolean, reason?: string): void {
    this.#reason = reason;
    const mayBegin = isInside || this.place.take();
    try {
      if (mayBegin) this.#attempt(reason);
      else this.#lead('queue', { reason: 'queued' });
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** The tasks that it comes after allow it by now. */
  enterLate(isInside: boolean, reason?: string): void {
    const entered = this.task.runtime.debts.try(() => this.enter(isInside, reason));
    if (entered === 'unwritten') this.#runUnrecorded(reason);
  }

  /** It does not begin after all. */
  abandon(): void {
    this.#timers?.clearAll();
    this.place.quit();
    this.place.leave();
  }

  admitted(): void {
    this.#goOn(this.#reason);
  }

  #goOn(reason: string | undefined): void {
    const begun = this.task.runtime.debts.try(() => this.#attempt(reason));
    if (begun === 'unwritten') this.#runUnrecorded(reason);
  }

  #runUnrecorded(reason: string | undefined): void {
    this.task.runtime.debts.owe(() => this.#attempt(reason));
    this.#run(this.#begun + 1);
  }

  #attempt(reason: string | undefined): void {
    const due = putOffUntil(this.task);
    const isDue = due === undefined || due <= this.task.runtime.clock.now();
    if (isDue) this.#starting('start', reason === undefined ? nothing : { reason });
    else this.#starting('queue', { reason: 'retry_queued', nextAttemptAt: due });
  }

  #starting(role: Role, entry: Entry): void {
    this.#isStarting = true;
    try {
      this.#lead(role, entry);
    } finally {
      this.#isStarting = false;
    }
    this.catchUp();
  }

  #lead(role: Role, entry: Entry): void {
    this.task.runtime.engine.commit(this.task.entity, { do: 'lead', role, entry });
  }

  /** Runs the body of an attempt that was begun, or sees to the next one. */
  catchUp(): void {
    const { entity, runtime } = this.task;
    const { phase, attempt, nextAttemptAt: next } = entity.state;
    if (phase === 'active' && attempt > this.#begun) this.#run(attempt);
    else if (phase === 'waiting' && next !== undefined) this.#backOff(next - runtime.clock.now());
  }

  #backOff(inMs: number): void {
    if (inMs > 0) this.#timersNow().set('back-off', inMs, () => this.#goOn('retry'));
    else queueMicrotask(() => this.task.entity.state.nextAttemptAt !== undefined && this.#goOn('retry'));
  }

  #run(attempt: number): void {
    this.#begun = attempt;
    runBody(this, attempt);
  }

  /** Of `runBody`. */
  work(): unknown {
    return this.task.runtime.context.run(this.task.asTask, workOf, this);
  }
  returned(attempt: number, value: unknown): void {
    returned(this.task, this.invocation.plan, attempt, value);
  }
  threw(attempt: number, error: unknown): void {
    threw(this.task, this.invocation.plan, attempt, error);
  }

  moved(fact: DraftOf<'stage_changed'>): void {
    const { phase, attempt } = this.task.entity.state;
    if (phase !== 'waiting' || attempt !== this.#begun) this.place.quit();
    if (phase === 'done') return this.#ended();
    this.#watch?.update();
    if (fact.nextAttemptAt === undefined) this.#timers?.clear('back-off');
    if (!this.#isStarting) this.task.runtime.engine.later(catchUp, this);
  }

  #ended(): void {
    this.#timers?.clearAll();
    const { entity, runtime } = this.task;
    const { named, args } = this.invocation;
    if (isFailure(entity.state.outcome)) named.args.keep(entity.position, args);
    runtime.engine.later(leave, this.place);
  }

  /** A slot is not held up by a journal that takes nothing. */
  handedOut(): void {
    this.#timers?.clearAll();
    this.place.leave();
  }

  asked(): void {
    this.#watch?.update();
    this.#timersNow().set('grace', this.invocation.plan.graceMs, () => giveUp(this.task));
  }
  awaited(): void {
    this.#isAwaited = true;
    this.#timers?.hold();
  }
}
