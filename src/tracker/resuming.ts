import { decode } from '../codec/decode.ts';
import { NotResumableError, StillActiveError } from '../model/errors.ts';
import { check, checkText, fields, flag } from '../model/shape.ts';
import type { Filter } from '../ports/filter.ts';
import { FactReader } from '../views/reader.ts';
import { begin, goOn } from './beginning.ts';
import type { Functions, Named } from './functions.ts';
import { FunctionCall, type Invocation } from './invocation.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import { unknownTask } from './misses.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

export interface ResumeOptions {
  /** Resumes a cancelled task too, as a new one. Default: false. */
  readonly allowCancelled?: boolean;
}

const resumeOptions = fields({ allowCancelled: flag });

/** Goes on with tasks: an interrupted one with its next attempt, an ended one as a new task. */
export class Resumer {
  readonly #runtime: Runtime;
  readonly #functions: Functions;

  constructor(runtime: Runtime, functions: Functions) {
    this.#runtime = runtime;
    this.#functions = functions;
  }

  resume(id: string, options: ResumeOptions = {}): LiveTask {
    check(resumeOptions, options, 'ResumeOptions');
    const task = this.#find(checkText(id, 'id'));
    if (task.hasSucceeded) return task;
    if (!task.isSettled && !task.isInterrupted) throw stillActive(task);
    this.#refuseEnded(task, options.allowCancelled === true);
    return this.#goOn(task);
  }

  #goOn(task: LiveTask): LiveTask {
    const invocation = this.#invocationOf(task);
    if (task.isInterrupted) return goOn(this.#runtime, task, invocation);
    return begin(this.#runtime, invocation, task.key, this.#runtime.context.current, task);
  }

  #find(id: string): LiveTask {
    this.#runtime.engine.ledger.settle();
    const task = this.#runtime.taskOf({ id });
    if (!task) throw unknownTask(this.#runtime, id);
    return liveOf(task);
  }

  #refuseEnded(task: LiveTask, allowCancelled: boolean): void {
    const { outcome } = task.status();
    if (task.parent) throw refusal(task, 'child', 'it is resumed by its parent only', 'Resume its root.');
    if (task.resumedTo !== undefined) {
      throw refusal(task, 'superseded', 'it was resumed before', `Look at '${task.resumedTo}', which went on from it.`);
    }
    if (outcome === 'skipped') throw refusal(task, 'skipped', 'it never ran', 'Call the function anew.');
    if (outcome !== 'cancelled' || allowCancelled) return;
    throw refusal(task, 'cancelled', 'it was abandoned on purpose', 'Give { allowCancelled: true }.');
  }

  #invocationOf(task: LiveTask): Invocation {
    const named = this.#functions.get(task.name);
    if (!named?.fn || !named.plan) {
      throw refusal(
        task,
        'no_function',
        'no function is tracked under its name',
        `Call track('${task.name}', …) first.`,
      );
    }
    const { fn, plan } = named;
    const args = argumentsOf(task, named);
    return new FunctionCall({ named, plan, args, fn });
  }

  /** Whether `resume` would find what it needs in this process. */
  canRun(task: LiveTask): boolean {
    const named = this.#functions.get(task.name);
    return named?.fn !== undefined && (named.args.of(task.entity.position) ?? recordedArguments(task)) !== undefined;
  }

  /** The interrupted ones, those that were running first; a filter adds others. What cannot be resumed is left. */
  resumeAll(filter?: Filter): readonly LiveTask[] {
    const { engine, taskAt, veil } = this.#runtime;
    const reader = new FactReader(engine.ledger, taskAt, veil);
    const found = (which: Filter) => reader.list(which).map(liveOf);
    const interrupted = found({ phase: 'paused' }).filter((task) => task.isInterrupted);
    const asked = new Set([...interrupted, ...(filter ? found(filter) : [])]);
    const resumable = [...asked].filter((task) => task.isResumable);
    const wasRunning = (task: LiveTask) => Number(task.history.at(-2)?.phase === 'active');
    return resumable.sort((one, other) => wasRunning(other) - wasRunning(one)).map((task) => this.#goOn(task));
  }
}

function argumentsOf(task: LiveTask, named: Named): readonly unknown[] {
  const args = named.args.of(task.entity.position) ?? recordedArguments(task);
  if (args) return args;
  const { argsRedacted } = task.runtime.engine.ledger.created(task.entity.position);
  if (argsRedacted)
    throw refusal(task, 'redacted', 'its arguments were redacted in the record', 'Call the function anew.');
  const fix = 'Track the function with { resumable: true }, so that the arguments are recorded, or call it anew.';
  throw refusal(task, 'arguments_lost', 'its arguments are not at hand', fix);
}

function recordedArguments(task: LiveTask): readonly unknown[] | undefined {
  const { args, argsRedacted } = task.runtime.engine.ledger.created(task.entity.position);
  return args === undefined || argsRedacted ? undefined : (decode(args) as readonly unknown[]);
}

function stillActive(task: LiveTask): StillActiveError {
  const message = `${task.path} is '${task.status().stage}': it is still open.`;
  return new StillActiveError('still_active', message, 'Wait for its end, or cancel it first.');
}

function refusal(task: Task | LiveTask, code: string, because: string, fix: string): NotResumableError {
  return new NotResumableError(code, `${task.path} cannot be resumed: ${because}.`, fix);
}
