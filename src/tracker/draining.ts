import { JournalError, TrackerError, TransitionError } from '../model/errors.ts';
import { anything, check, fields, span } from '../model/shape.ts';
import { toMs, type Span } from '../model/span.ts';
import { end } from './ending.ts';
import { toGrounds } from './grounds.ts';
import { isIdle } from './idle.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import type { Pulse } from './pulse.ts';
import type { Runtime } from './runtime.ts';
import type { Task, Why } from './task.ts';
import { overOf } from './waiting.ts';

export interface DrainOptions {
  /** How long open tasks may go on. Default: 10 seconds. */
  readonly timeout?: Span;
  /** A string is the message; the reason is `shutdown` unless given. */
  readonly why?: string | Why;
}

const drainOptions = fields({ timeout: span, why: anything });
const defaultTimeout: Span = { seconds: 10 };

/**
 * Refuses new tasks, lets the open ones go on for a while, then ends what is left: children before their parents, so
 * that each gets the reason of the shutdown.
 * @returns the tasks that it ended
 * @throws ValidationError for an option that is unknown or wrong: nothing is drained then
 */
export async function drain(runtime: Runtime, pulse: Pulse, options: DrainOptions = {}): Promise<readonly Task[]> {
  check(drainOptions, options, 'DrainOptions');
  const grounds = { reason: 'shutdown', ...defined(toGrounds(options.why, runtime.engine.ledger)) };
  runtime.refusal ??= closing();
  await idleOr(runtime, pulse, toMs(options.timeout ?? defaultTimeout, 'timeout'));
  const left = openTasks(runtime);
  const ended = left.toSorted(byDepth).filter((task) => !task.isSettled && isEnding(task, grounds));
  await Promise.all(ended.map(overOf));
  return Object.freeze(left.filter((task) => task.isSettled).map((task) => task.asTask));
}

/** False where the journal takes nothing any more, or no road leads to an end: nobody waits for that. */
function isEnding(task: LiveTask, grounds: object): boolean {
  try {
    end(task, task.entity.state.record === 0 ? 'cancelled' : 'stopped', grounds);
    return true;
  } catch (error) {
    if (error instanceof JournalError || error instanceof TransitionError) return false;
    throw error;
  }
}

function byDepth(one: LiveTask, other: LiveTask): number {
  return other.path.split('/').length - one.path.split('/').length;
}

/** What a lost owner left can still be resumed: it stays as it is. */
function openTasks({ engine: { ledger }, taskAt }: Runtime): readonly LiveTask[] {
  const open = [...ledger.entities()].filter(({ state }) => state.phase !== 'done');
  return open.map(({ position }) => liveOf(taskAt(position))).filter((task) => !task.isInterrupted);
}

function idleOr(runtime: Runtime, pulse: Pulse, timeoutMs: number): Promise<void> {
  if (isIdle(runtime)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      stop();
      runtime.deadlines.cancel(timer);
      resolve();
    };
    const timer = runtime.deadlines.add(timeoutMs, true, finish);
    const stop = pulse.listen(() => isIdle(runtime) && finish());
  });
}

function defined(grounds: object): object {
  return Object.fromEntries(Object.entries(grounds).filter(([, value]) => value !== undefined));
}

function closing(): TrackerError {
  const message = 'The tracker is shutting down and takes no new tasks.';
  return new TrackerError('draining', message, 'Make a new tracker, or begin the task before drain() or close().');
}
