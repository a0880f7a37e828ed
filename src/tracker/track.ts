import { ValidationError } from '../model/errors.ts';
import { invoke } from './calling.ts';
import type { Functions, Named } from './functions.ts';
import { FunctionCall } from './invocation.ts';
import { handled, unrecorded } from './handling.ts';
import type { LiveTask } from './live-task.ts';
import { LiveWork } from './live-work.ts';
import { checkTrackOptions, type TrackOptions } from './options.ts';
import { type Plan, planOf } from './plan.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type AnyOptions = TrackOptions<never[], never>;
/** A tracked function, without the types that its users see. */
export interface AnyTracked {
  (...args: unknown[]): Promise<unknown>;
  start(...args: unknown[]): LiveTask;
  with(options: AnyOptions): AnyTracked;
  readonly work: LiveWork;
}

/** Makes a function whose calls are tasks. Its name belongs to it, as the last one tracked under it. */
export function track(
  runtime: Runtime,
  functions: Functions,
  name: string,
  fn: AnyFunction,
  options: AnyOptions = {},
): AnyTracked {
  const kept = runtime.veil.checkedName(name);
  checkFunction(kept, fn);
  const plan = planOf(options);
  const named = Object.assign(functions.of(kept), { plan, fn });
  return tracked(runtime, named, fn, undefined);
}

/** Runs a body once, as a task that it is given. */
export async function run(
  runtime: Runtime,
  functions: Functions,
  name: string,
  fn: (task: Task) => unknown,
  options?: AnyOptions,
): Promise<unknown> {
  const kept = runtime.veil.checkedName(name);
  checkFunction(kept, fn);
  const plan = planOf(options);
  const work = (task: LiveTask) => fn(task.asTask);
  return handled(plan, invoke(runtime, { named: functions.of(kept), plan, args: [], work }));
}

/** @param own options of `with`, over those of the name */
function tracked(runtime: Runtime, named: Named, fn: AnyFunction, own: AnyOptions | undefined): AnyTracked {
  const planNow = plansOf(named, own);
  const call = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    const plan = planNow();
    const made = new FunctionCall({ named, plan, args, fn, self: this, isNew: new.target !== undefined });
    try {
      return handled(plan, invoke(runtime, made));
    } catch (refusal) {
      return unrecorded(runtime, refusal, made);
    }
  };
  return Object.assign(Object.defineProperties(call, lookOf(fn)), {
    start: (...args: unknown[]) => invoke(runtime, new FunctionCall({ named, plan: planNow(), args, fn })),
    with(more: AnyOptions) {
      checkTrackOptions(more);
      return tracked(runtime, named, fn, { ...own, ...more });
    },
    work: new LiveWork(runtime, named.name),
  });
}

/** The plan of the name, with own options over it; made anew only when the name is tracked again. */
function plansOf(named: Named, own: AnyOptions | undefined): () => Plan {
  if (!own) return () => named.plan as Plan;
  let base = named.plan;
  let plan = planOf({ ...base?.options, ...own });
  return () => {
    if (base !== named.plan) plan = planOf({ ...named.plan?.options, ...own });
    base = named.plan;
    return plan;
  };
}

/** A proxy may tell nothing about itself. */
function lookOf(fn: AnyFunction): PropertyDescriptorMap {
  try {
    const { name, length } = Object.getOwnPropertyDescriptors(fn);
    return { ...(name && { name }), ...(length && { length }) };
  } catch {
    return {};
  }
}

/** @throws ValidationError for what is no function */
export function checkFunction(name: string, fn: unknown): void {
  if (typeof fn === 'function') return;
  const message = `'${name}' was to track ${fn === null ? 'null' : typeof fn}, which is not a function.`;
  throw new ValidationError('not_a_function', message, 'Give the function itself, not its result.', 'fn');
}
