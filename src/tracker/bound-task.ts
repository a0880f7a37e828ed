import { isRecord, meaningIn } from '../model/at-a-glance.ts';
import type { Bound, Entity } from '../engine/entity.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Position } from '../ports/source.ts';
import { type Standing } from '../views/standing.ts';
import { TaskReading } from '../views/task-reading.ts';
import { Abort } from './abort.ts';
import type { Body } from './body.ts';
import { cutOff } from './endings.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';
import { Waiters } from './waiters.ts';

/** What came out in this process: the very value, or the very error. `isRefusal`: the body did not throw it. */
export type Delivery =
  | { readonly value: unknown; readonly caught?: unknown }
  | { readonly error: unknown; readonly isRefusal?: true };

/**
 * A task, with what belongs to this process only: the body, the signal of the attempt, who waits, and the very object
 * that came out. Everything else is read from the facts.
 */
export abstract class BoundTask extends TaskReading<unknown, Lifecycle> implements Bound {
  readonly runtime: Runtime;
  readonly entity: Entity;
  body: Body | undefined;
  delivery: Delivery | undefined;
  /** Who asks for the result gets what was delivered, although the end is not written yet. */
  isHandedOut = false;
  /** Shut while the tasks that it comes after do not allow a start. */
  gate: { readonly isMet: boolean } | undefined;
  /** Judges a result that is given by hand. */
  schema: StandardSchemaV1 | undefined;
  #waiters: Waiters | undefined;
  #abort: Abort | undefined;
  #abortAttempt = 0;

  constructor(runtime: Runtime, entity: Entity) {
    super(runtime.engine.ledger, entity.position);
    this.runtime = runtime;
    this.entity = entity;
  }

  protected override at(position: Position): Task {
    return this.runtime.taskAt(position);
  }
  override get parent(): Task | undefined {
    return super.parent as Task | undefined;
  }
  override get children(): readonly Task[] {
    return super.children as readonly Task[];
  }
  protected override standing(): Standing {
    const { stage, phase, outcome, attempt } = this.entity.state;
    const isInterrupted = phase === 'paused' && super.standing().isInterrupted;
    return outcome ? { stage, phase, attempt, isInterrupted, outcome } : { stage, phase, attempt, isInterrupted };
  }
  /** A lost owner left it open. */
  get isInterrupted(): boolean {
    const { isInterrupted, phase } = this.standing();
    return isInterrupted && phase !== 'done';
  }
  override get isResumable(): boolean {
    return super.isResumable && this.runtime.canRun(this);
  }
  /** Whether it was not let go. */
  get isKept(): boolean {
    return this.runtime.engine.ledger.has(this.entity.position);
  }
  get hasBody(): boolean {
    return this.body !== undefined;
  }

  get waiters(): Waiters {
    this.#waiters ??= new Waiters();
    return this.#waiters;
  }
  get signal(): AbortSignal {
    return this.abort.signal;
  }
  /** Of the current attempt. */
  get abort(): Abort {
    const { attempt } = this.entity.state;
    if (this.#abort && this.#abortAttempt === attempt) return this.#abort;
    this.#abortAttempt = attempt;
    this.#abort = new Abort();
    this.#cutOff(this.#abort);
    return this.#abort;
  }
  #cutOff(abort: Abort): void {
    const { delivery } = this;
    const reason = cutOff(this);
    if (reason) abort.abort(delivery && 'error' in delivery ? delivery.error : reason);
  }

  /** Of the bus: a task that nobody runs, waits for or could abort hears of nothing. */
  get isListening(): boolean {
    return this.body !== undefined || this.#waiters !== undefined || this.#abort !== undefined;
  }
  /** Of the bus: a fact of this task is remembered. */
  told(draft: Draft, seq: number): void {
    if (isRecord(draft)) this.#moved(draft, seq);
    else if (draft.type === 'cancel_requested') this.#asked();
  }
  /** Whoever waits for the task hears of its end, whatever goes wrong beside it. */
  #moved(fact: DraftOf<'stage_changed'>, seq: number): void {
    if (this.#abort || this.body) this.#goOn(fact);
    this.#waiters?.moved(fact.to, meaningIn(fact).phase === 'done', this, seq);
  }
  #goOn(fact: DraftOf<'stage_changed'>): void {
    try {
      if (this.#abort) this.#cutOff(this.#abort);
      this.body?.moved(fact);
    } catch (error) {
      this.runtime.faults.report(error);
    }
  }
  /** Somebody awaits the task. */
  awaited(): void {
    try {
      this.body?.awaited();
    } catch (error) {
      this.runtime.faults.report(error);
    }
  }
  #asked(): void {
    this.#cutOff(this.abort);
    this.body?.asked();
  }
}
