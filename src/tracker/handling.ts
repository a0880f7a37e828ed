import { toError } from '../codec/error.ts';
import { JournalError, TrackerError } from '../model/errors.ts';
import type { FunctionCall } from './invocation.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';
import type { Runtime } from './runtime.ts';
import { resultOf } from './waiting.ts';

/**
 * What a caller gets: what the body throws goes by `onError`; limits, cancellations and refusals always reject.
 */
export function handled({ onError }: Plan, task: LiveTask): Promise<unknown> {
  switch (onError) {
    case 'throw':
      return resultOf(task);
    case 'value':
      return paired(task);
    case 'capture':
      return captured(task);
    default:
      return onError satisfies never;
  }
}

/** What a caller gets where there is no task: the refusal, or what the body gives if nothing can be recorded. */
export async function unrecorded(
  { faults }: Pick<Runtime, 'faults'>,
  refusal: unknown,
  call: FunctionCall,
): Promise<unknown> {
  const { onError } = call.plan;
  if (!(refusal instanceof TrackerError)) faults.report(refusal);
  else if (!(refusal instanceof JournalError)) throw refusal;
  try {
    const value = await call.work();
    return onError === 'value' ? [value, undefined] : value;
  } catch (error) {
    if (onError === 'throw') throw error;
    return onError === 'value' ? [undefined, error] : undefined;
  }
}

async function paired(task: LiveTask): Promise<readonly [unknown, unknown]> {
  const value = await resultOf(task);
  const caught = caughtBy(task);
  return caught ? [undefined, caught.error] : [value, undefined];
}

/** Of this process the very error; of an earlier one what is on record. */
function caughtBy({ delivery, runtime: { engine }, entity }: LiveTask): { readonly error: unknown } | undefined {
  if (delivery) return 'caught' in delivery ? { error: delivery.caught } : undefined;
  const recorded = engine.ledger.latest(entity.position)?.caughtError;
  return recorded && { error: toError(recorded) };
}

async function captured(task: LiveTask): Promise<unknown> {
  try {
    return await resultOf(task);
  } catch (error) {
    if (hasThrown(task)) return undefined;
    throw error;
  }
}

function hasThrown({ delivery, hasFailed }: LiveTask): boolean {
  return delivery ? 'error' in delivery && !delivery.isRefusal : hasFailed;
}
