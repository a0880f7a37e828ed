import { encode } from '../codec/encode.ts';
import type { Json } from '../model/json.ts';
import type { Birth } from './creating.ts';
import type { Invocation } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import type { Runtime } from './runtime.ts';

/**
 * What the task of a call is created with; undefined where nothing is to be said of it.
 * @param from the ended task that it goes on from
 */
export function birthOf(
  runtime: Runtime,
  { plan, args }: Invocation,
  key: string | undefined,
  from: LiveTask | undefined,
): Birth | undefined {
  const { options } = plan;
  const recorded =
    options.resumable || (runtime.isDurable && args.length === 0) ? recordedArgs(runtime, plan, args) : undefined;
  if (plan.isPlain && key === undefined && !recorded && !from) return undefined;
  return { ...options, key, ...recorded, ...(from && goingOn(from)) };
}

/** A child goes on where its parent does. */
function goingOn({ id, parent }: LiveTask): Pick<Birth, 'resumedFrom' | 'parent'> {
  return parent ? { resumedFrom: id } : { resumedFrom: id, parent: null };
}

/** What stands in the journal of the arguments, so that another process can call again. */
function recordedArgs(
  { redactor, tally }: Runtime,
  { options }: Plan,
  args: readonly unknown[],
): { args: Json; argsRedacted?: true } {
  if (options.redact)
    return { args: encode(options.redact(args as never), { redact: redactor, tally }).value, argsRedacted: true };
  const { value, lossy } = encode(args, { redact: redactor, tally });
  return { args: value, ...(lossy && { argsRedacted: true }) };
}
