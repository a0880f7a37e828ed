import type { Entity } from '../engine/entity.ts';
import { type Command, type Entry, nothing } from '../model/commands.ts';
import { TransitionError } from '../model/errors.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle, Role } from '../model/lifecycle.ts';
import { toMs } from '../model/span.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { StatusRecord } from '../model/status.ts';
import type { Position } from '../ports/source.ts';
import type { Standing } from '../views/standing.ts';
import { TaskReading } from '../views/task-reading.ts';
import { Abort } from './abort.ts';
import type { Body } from './body.ts';
import type { Commanded, Delivery } from './commanded.ts';
import { end } from './ending.ts';
import { requested } from './endings.ts';
import { toGrounds } from './grounds.ts';
import { observe, snapshot } from './observing.ts';
import { heartbeat, invalidate, note, reportProgress, setMetadata } from './recording.ts';
import type { Runtime } from './runtime.ts';
import { step, time } from './stepping.ts';
import type { ResultInfo, Stopwatch, SucceedArgs, Task, UntilOptions, Why } from './task.ts';
import { resultOf, settledOf, untilOf } from './waiting.ts';
import { Waiters } from './waiters.ts';

/** See `EarlierChildren`. */
interface EarlierChildrenOf {
  take(path: string, key: string | undefined): LiveTask | undefined;
}

/**
 * A task that commands can be given to. It holds what belongs to this process only: the body, the signal of the
 * attempt, who waits, and the very object that came out. Everything else is read from the facts.
 */
export class LiveTask extends TaskReading<unknown, Lifecycle> implements Commanded {
  readonly runtime: Runtime;
  readonly entity: Entity;
  readonly waiters = new Waiters();
  body: Body | undefined;
  delivery: Delivery | undefined;
  /** Shut while the tasks that it comes after do not allow a start. */
  gate: { readonly isMet: boolean } | undefined;
  /** Judges a result that is given by hand. */
  schema: StandardSchemaV1 | undefined;
  /** What was begun inside it before it was resumed. */
  earlier: EarlierChildrenOf | undefined;
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

  /** As users know it: with the roads of the default lifecycle. */
  get asTask(): Task {
    return this as unknown as Task;
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }
  /** Of the current attempt. */
  get abort(): Abort {
    const { attempt } = this.entity.state;
    if (!this.#abort || this.#abortAttempt !== attempt) this.#abort = new Abort();
    this.#abortAttempt = attempt;
    return this.#abort;
  }
  protected override standing(): Standing {
    const { stage, phase, attempt, lifecycle } = this.entity.state;
    const outcome = lifecycle.outcomeOf(stage);
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
  get hasBody(): boolean {
    return this.body !== undefined;
  }

  /** @internal Of the bus: a fact of this task is remembered. */
  told(draft: Draft): void {
    if (draft.type === 'stage_changed') this.#moved(draft);
    else if (draft.type === 'cancel_requested') this.#asked(draft);
  }
  #moved(fact: DraftOf<'stage_changed'>): void {
    this.body?.moved(fact);
    if (this.waiters.size > 0) this.waiters.tell(this.status());
  }
  #asked({ outcome, reason, message }: DraftOf<'cancel_requested'>): void {
    this.abort.abort(requested(this.path, outcome, reason, message));
    this.body?.asked();
  }

  /** Gives a command; a refused one throws, or is only recorded with `onIllegal: 'record'`. */
  command(command: Command): number {
    try {
      return this.runtime.engine.commit(this.entity, command);
    } catch (error) {
      if (this.runtime.onIllegal === 'record' && error instanceof TransitionError) return 0;
      throw error;
    }
  }
  #ask(role: Role, why: Why | undefined, more: Entry = nothing): void {
    const entry = why === undefined ? more : { ...toGrounds(why, this.source), ...more };
    this.command({ do: 'ask', role, entry });
  }

  transition(from: string, to: string, ...[why]: [why?: Why & { result?: unknown; error?: unknown }]): StatusRecord {
    const { result, error, ...grounds } = why ?? {};
    const entry = { ...toGrounds(grounds, this.source), result, ...(why && 'error' in why && { error }) };
    const delivery = why && 'error' in why ? { error } : { value: result };
    this.deliver(delivery, () => this.command({ do: 'transition', from, to, entry }));
    return this.status();
  }
  /** What comes out is at hand when the end is told; what is offered after the end, or against a request, is not. */
  deliver(delivery: Delivery | undefined, command: () => void): void {
    const { state } = this.entity;
    const isOpen = state.phase !== 'done' && !state.request;
    if (isOpen) this.delivery = delivery;
    try {
      command();
    } finally {
      if (isOpen && state.phase !== 'done') this.delivery = undefined;
    }
  }

  queue(why?: Why): void {
    this.#ask('queue', why);
  }
  start(why?: Why): void {
    this.#ask('start', why);
  }
  pause(why?: Why): void {
    this.#ask('pause', why);
  }
  resume(why?: Why): void {
    this.#ask('start', { reason: 'resumed', ...why });
  }
  retry({ error, after = 0, ...why }: Why & { error?: unknown; after?: number } = {}): void {
    const nextAttemptAt = Math.trunc(this.runtime.clock.now()) + toMs(after, 'after');
    this.#ask('retry', why, { nextAttemptAt, ...(error !== undefined && { error }) });
  }
  succeed(...[result, how]: SucceedArgs<unknown>): void {
    const entry = how === undefined && result === undefined ? nothing : succeeding(result, how);
    this.deliver({ value: result }, () => this.#ask('succeed', undefined, entry));
  }
  fail(error: unknown, why?: Why): void {
    this.deliver({ error }, () => this.#ask('fail', why, { error }));
  }
  skip(why?: Why): void {
    this.#ask('skip', why);
  }
  stop(why?: string | Why): boolean {
    return end(this.runtime, this.entity, 'stopped', toGrounds(why, this.source));
  }
  cancel(why?: string | Why): boolean {
    return end(this.runtime, this.entity, 'cancelled', toGrounds(why, this.source));
  }

  reportProgress(done: number, total?: number, note?: string | { note?: string; unit?: string }): void {
    reportProgress(this, done, total, note);
  }
  heartbeat(): void {
    heartbeat(this);
  }
  note(text: string, data?: Json): void {
    note(this, text, data);
  }
  invalidate(why?: string): void {
    invalidate(this, why);
  }
  setMetadata(patch: Partial<Record<string, Json>>): void {
    setMetadata(this, patch);
  }
  observe(target: string, value: unknown, how?: { readonly transform?: string }) {
    return observe(this, target, value, how);
  }
  snapshot(label: string) {
    return snapshot(this, label);
  }
  step<T>(name: string, fn: () => T | Promise<T>): Promise<T> {
    return step(this, name, fn);
  }
  time(name: string): Stopwatch {
    return time(this, name);
  }

  result(): Promise<unknown> {
    return resultOf(this);
  }
  settled(): Promise<StatusRecord> {
    return settledOf(this);
  }
  until(stage: string | readonly string[], options?: UntilOptions): Promise<StatusRecord> {
    return untilOf(this, stage, options);
  }
}

/** The same object, as the library knows it. */
export function liveOf(task: Task): LiveTask {
  return task as unknown as LiveTask;
}

function succeeding(result: unknown, { summary, payload, schemas }: ResultInfo = {}): Entry {
  return { result, summary, payload, schemas: typeof schemas === 'string' ? splitSchemas(schemas) : schemas };
}

function splitSchemas(text: string): readonly string[] {
  return text
    .split(';')
    .map((schema) => schema.trim())
    .filter((schema) => schema !== '');
}
