import { checkName } from '../codec/names.ts';
import { ValidationError } from '../model/errors.ts';
import { type Invocation, invoke } from './calling.ts';
import type { Functions, Named } from './functions.ts';
import type { LiveTask } from './live-task.ts';
import { LiveWork } from './live-work.ts';
import type { TrackOptions } from './options.ts';
import { type Plan, planOf } from './plan.ts';
import type { Runtime } from './runtime.ts';
import { resultOf } from './waiting.ts';

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
  checkName(name, 'name');
  if (typeof fn !== 'function') throw notAFunction(name, fn);
  const named = functions.of(name);
  named.plan = planOf(options);
  named.fn = fn;
  return tracked(runtime, named, fn, undefined);
}

/** @param own options of `with`, over those of the name */
function tracked(runtime: Runtime, named: Named, fn: AnyFunction, own: AnyOptions | undefined): AnyTracked {
  const planNow = plansOf(named, own);
  const invocation = (self: unknown, args: unknown[]): Invocation => {
    return { named, plan: planNow(), args, work: () => fn.apply(self, args) };
  };
  const call = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    try {
      const made = invocation(this, args);
      return handled(made.plan, invoke(runtime, made));
    } catch (refusal) {
      return Promise.reject(refusal as Error);
    }
  };
  return Object.assign(Object.defineProperties(call, lookOf(fn)), {
    start: (...args: unknown[]) => invoke(runtime, invocation(undefined, args)),
    with: (more: AnyOptions) => tracked(runtime, named, fn, { ...own, ...more }),
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

function lookOf(fn: AnyFunction): PropertyDescriptorMap {
  const { name, length } = Object.getOwnPropertyDescriptors(fn);
  return { ...(name && { name }), ...(length && { length }) };
}

/** What the caller gets: limits, cancellations and refusals always reject; what the body throws goes by `onError`. */
export function handled(plan: Plan, task: LiveTask): Promise<unknown> {
  switch (plan.onError) {
    case 'throw':
      return resultOf(task);
    case 'value':
      return paired(task);
    case 'capture':
      return captured(task);
    default:
      return plan.onError satisfies never;
  }
}

async function paired(task: LiveTask): Promise<readonly [unknown, unknown]> {
  const value = await resultOf(task);
  const { delivery } = task;
  return delivery && 'caught' in delivery ? [undefined, delivery.caught] : [value, undefined];
}

async function captured(task: LiveTask): Promise<unknown> {
  try {
    return await resultOf(task);
  } catch (error) {
    if (task.hasFailed) return undefined;
    throw error;
  }
}

function notAFunction(name: string, fn: unknown): ValidationError {
  const message = `'${name}' was to track ${fn === null ? 'null' : typeof fn}, which is not a function.`;
  return new ValidationError('not_a_function', message, 'Give the function itself, not its result.', 'fn');
}
