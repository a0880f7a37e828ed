import { type Command, type Entry, nothing, OnlyResult } from '../model/commands.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle, Role } from '../model/lifecycle.ts';
import { toMs } from '../model/span.ts';
import type { StatusRecord } from '../model/status.ts';
import type { TaskView } from '../ports/task-view.ts';
import { checkObserving, checkResultInfo, checkRetrying } from './command-options.ts';
import { CommandedTask } from './commanded-task.ts';
import { end } from './ending.ts';
import { toGrounds } from './grounds.ts';
import { observe, snapshot } from './observing.ts';
import { heartbeat, invalidate, note, reportProgress, setMetadata } from './recording.ts';
import { validateNow } from './schemas.ts';
import { step, time } from './stepping.ts';
import type { ResultInfo, Stopwatch, SucceedArgs, Task, UntilOptions, Why } from './task.ts';
import { resultOf, settledOf, untilOf } from './waiting.ts';

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

/** See `EarlierChildren`. */
interface EarlierChildrenOf {
  take(path: string, key: string | undefined): LiveTask | undefined;
}

/** A task that commands can be given to. */
export class LiveTask extends CommandedTask {
  /** What was begun inside it before it was resumed. Declared only: most have nothing, and a field would cost them. */
  declare earlier?: EarlierChildrenOf;

  /** As users know it: with the roads of the default lifecycle. */
  get asTask(): Task {
    return this as unknown as Task;
  }

  transition(is: string, next: string, ...[why]: [why?: Why & { result?: unknown; error?: unknown }]): StatusRecord {
    const [from, to] = [stageOf(this, is), stageOf(this, next)];
    const { result, error, ...grounds } = why ?? {};
    const entry = { ...toGrounds(grounds, this.source), result, ...(why && 'error' in why && { error }) };
    const delivery = why && 'error' in why ? { error } : { value: result };
    if (this.entity.state.lifecycle.outcomeOf(to) === 'success') checkResult(this, result);
    if (isShut(this, to) && from === this.entity.state.stage) refuse(this, to);
    else this.deliver(delivery, { do: 'transition', from, to, entry });
    return this.status();
  }
  queue(why?: Why): void {
    ask(this, plain.queue, why);
  }
  start(why?: Why): void {
    ask(this, plain.start, why);
  }
  pause(why?: Why): void {
    ask(this, plain.pause, why);
  }
  resume(why?: Why): void {
    ask(this, plain.start, { reason: 'resumed', ...why });
  }
  retry(how?: Why & { error?: unknown; after?: number }): void {
    checkRetrying(how);
    const { error, after = 0, ...why } = how ?? {};
    const nextAttemptAt = Math.trunc(this.runtime.clock.now()) + toMs(after, 'after');
    ask(this, plain.retry, why, { nextAttemptAt, ...(error !== undefined && { error }) });
  }
  succeed(...[result, how]: SucceedArgs<unknown>): void {
    checkResultInfo(how);
    checkResult(this, result);
    if (how === undefined && result === undefined) this.deliver(noValue, plain.succeed);
    else this.deliver({ value: result }, { do: 'ask', role: 'succeed', entry: succeeding(result, how) });
  }
  fail(error: unknown, why?: Why): void {
    this.deliver({ error }, { do: 'ask', role: 'fail', entry: { ...toGrounds(why, this.source), error } });
  }
  skip(why?: Why): void {
    ask(this, plain.skip, why);
  }
  stop(why?: string | Why): boolean {
    return end(this, 'stopped', toGrounds(why, this.source));
  }
  cancel(why?: string | Why): boolean {
    return end(this, 'cancelled', toGrounds(why, this.source));
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
    checkObserving(how);
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

/** What is no stage may be anything, and is told and recorded as refused. */
function stageOf({ entity, runtime }: LiveTask, name: string): string {
  return entity.state.lifecycle.stages.includes(name) ? name : runtime.redactor.text(name);
}

function ask(task: LiveTask, plainly: Asking, why: Why | undefined, more: Entry = nothing): void {
  const { role } = plainly;
  const entry = why === undefined ? more : { ...toGrounds(why, task.runtime.engine.ledger), ...more };
  const { lifecycle, stage } = task.entity.state;
  const to = task.gate && lifecycle.stageFor(role, stage);
  if (to !== undefined && isShut(task, to)) refuse(task, to);
  else task.command(entry === nothing ? plainly : { do: 'ask', role, entry });
}

/** The tasks that it comes after do not allow to begin. */
function isShut({ gate, entity }: LiveTask, to: string): boolean {
  const { stage, lifecycle } = entity.state;
  return gate?.isMet === false && lifecycle.canMove(stage, to) && lifecycle.phaseOf(to) === 'active';
}

function refuse(task: LiveTask, to: string): void {
  task.command({ do: 'refuse', to, because: 'the tasks that it comes after do not allow it' });
}

function checkResult({ schema }: LiveTask, result: unknown): void {
  if (schema) validateNow(schema, result, 'result');
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
