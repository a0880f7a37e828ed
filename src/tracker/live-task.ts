import { type Command, type Entry, nothing, OnlyResult } from '../model/commands.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle, Role } from '../model/lifecycle.ts';
import { toMs } from '../model/span.ts';
import type { StatusRecord } from '../model/status.ts';
import type { TaskView } from '../ports/task-view.ts';
import { CommandedTask } from './commanded-task.ts';
import { end } from './ending.ts';
import { toGrounds } from './grounds.ts';
import { observe, snapshot } from './observing.ts';
import { heartbeat, invalidate, note, reportProgress, setMetadata } from './recording.ts';
import { validateNow } from './schemas.ts';
import { step, time } from './stepping.ts';
import type { ResultInfo, Stopwatch, SucceedArgs, Task, UntilOptions, Why } from './task.ts';
import { resultOf, settledOf, untilOf } from './waiting.ts';

/** See `EarlierChildren`. */
interface EarlierChildrenOf {
  take(path: string, key: string | undefined): LiveTask | undefined;
}

type Asking = Extract<Command, { do: 'ask' }>;
const plainly = (role: Role): Asking => Object.freeze({ do: 'ask', role, entry: nothing });
/** What is asked for without a word: made once, since most commands are such ones. */
const plain = {
  queue: plainly('queue'),
  start: plainly('start'),
  pause: plainly('pause'),
  retry: plainly('retry'),
  skip: plainly('skip'),
  succeed: plainly('succeed'),
};
const noValue = Object.freeze({ value: undefined });

/** A task that commands can be given to. */
export class LiveTask extends CommandedTask {
  /** What was begun inside it before it was resumed. */
  earlier: EarlierChildrenOf | undefined;

  /** As users know it: with the roads of the default lifecycle. */
  get asTask(): Task {
    return this as unknown as Task;
  }

  transition(is: string, next: string, ...[why]: [why?: Why & { result?: unknown; error?: unknown }]): StatusRecord {
    const [from, to] = [this.#stageOf(is), this.#stageOf(next)];
    const { result, error, ...grounds } = why ?? {};
    const entry = { ...toGrounds(grounds, this.source), result, ...(why && 'error' in why && { error }) };
    const delivery = why && 'error' in why ? { error } : { value: result };
    if (this.entity.state.lifecycle.outcomeOf(to) === 'success') this.#checkResult(result);
    if (this.#isShut(to) && from === this.entity.state.stage) this.#refuse(to);
    else this.deliver(delivery, { do: 'transition', from, to, entry });
    return this.status();
  }
  /** What is no stage may be anything, and is told and recorded as refused. */
  #stageOf(name: string): string {
    return this.entity.state.lifecycle.stages.includes(name) ? name : this.runtime.redactor.text(name);
  }
  queue(why?: Why): void {
    this.#ask(plain.queue, why);
  }
  start(why?: Why): void {
    this.#ask(plain.start, why);
  }
  pause(why?: Why): void {
    this.#ask(plain.pause, why);
  }
  resume(why?: Why): void {
    this.#ask(plain.start, { reason: 'resumed', ...why });
  }
  retry({ error, after = 0, ...why }: Why & { error?: unknown; after?: number } = {}): void {
    const nextAttemptAt = Math.trunc(this.runtime.clock.now()) + toMs(after, 'after');
    this.#ask(plain.retry, why, { nextAttemptAt, ...(error !== undefined && { error }) });
  }
  succeed(...[result, how]: SucceedArgs<unknown>): void {
    this.#checkResult(result);
    if (how === undefined && result === undefined) this.deliver(noValue, plain.succeed);
    else this.deliver({ value: result }, { do: 'ask', role: 'succeed', entry: succeeding(result, how) });
  }
  fail(error: unknown, why?: Why): void {
    this.deliver({ error }, { do: 'ask', role: 'fail', entry: { ...toGrounds(why, this.source), error } });
  }
  skip(why?: Why): void {
    this.#ask(plain.skip, why);
  }
  stop(why?: string | Why): boolean {
    return end(this, 'stopped', toGrounds(why, this.source));
  }
  cancel(why?: string | Why): boolean {
    return end(this, 'cancelled', toGrounds(why, this.source));
  }
  #ask(plainly: Asking, why: Why | undefined, more: Entry = nothing): void {
    const { role } = plainly;
    const entry = why === undefined ? more : { ...toGrounds(why, this.source), ...more };
    const to = this.gate && this.entity.state.lifecycle.stageFor(role, this.entity.state.stage);
    if (to !== undefined && this.#isShut(to)) this.#refuse(to);
    else this.command(entry === nothing ? plainly : { do: 'ask', role, entry });
  }
  /** The tasks that it comes after do not allow to begin. */
  #isShut(to: string): boolean {
    const { stage, lifecycle } = this.entity.state;
    return this.gate?.isMet === false && lifecycle.canMove(stage, to) && lifecycle.phaseOf(to) === 'active';
  }
  #refuse(to: string): void {
    this.command({ do: 'refuse', to, because: 'the tasks that it comes after do not allow it' });
  }
  #checkResult(result: unknown): void {
    if (this.schema) validateNow(this.schema, result, 'result');
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
export function liveOf(task: TaskView<unknown, Lifecycle>): LiveTask {
  return task as LiveTask;
}

function succeeding(result: unknown, how: ResultInfo | undefined): Entry {
  if (how === undefined) return new OnlyResult(result);
  const { summary, payload, schemas } = how;
  return { result, summary, payload, schemas: typeof schemas === 'string' ? splitSchemas(schemas) : schemas };
}

function splitSchemas(text: string): readonly string[] {
  return text
    .split(';')
    .map((schema) => schema.trim())
    .filter((schema) => schema !== '');
}
