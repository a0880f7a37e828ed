import type { Grounds } from '../model/commands.ts';
import { TransitionError } from '../model/errors.ts';
import { childrenOf } from '../views/children.ts';
import type { CommandedTask } from './commanded-task.ts';

/** The two ways in which somebody ends a task from outside. */
export type Ending = 'cancelled' | 'stopped';

/**
 * Ends a task and the open tasks inside it. What is done is left alone.
 * @returns whether the task was open and not asked before
 */
export function end(task: CommandedTask, outcome: Ending, why: Grounds): boolean {
  const wasOpen = !task.isSettled;
  if (!task.isKept) return false;
  const seq = task.command({ do: 'request', outcome, hasBody: task.hasBody, entry: why });
  if (seq === 0 || !wasOpen) return false;
  endChildren(task, outcome, seq);
  return true;
}

function endChildren(parent: CommandedTask, outcome: Ending, cause: number): void {
  const reason = outcome === 'cancelled' ? 'parent_cancelled' : 'parent_stopped';
  const { engine, taskAt } = parent.runtime;
  for (const position of childrenOf(engine.ledger, parent.id)) {
    if (engine.ledger.entity(position).state.phase === 'done') continue;
    const child = taskAt(position) as unknown as CommandedTask;
    endIfCan(child, endingOf(child, outcome), { reason, cause });
  }
}

/** One of several: where no road leads to its end, that is recorded, and the others are ended all the same. */
export function endIfCan(task: CommandedTask, outcome: Ending, why: Grounds): boolean {
  try {
    return end(task, outcome, why);
  } catch (error) {
    if (error instanceof TransitionError) return false;
    throw error;
  }
}

/** A task that never started cannot be stopped; it is cancelled. */
function endingOf({ entity: { state } }: CommandedTask, outcome: Ending): Ending {
  return state.record === 0 ? 'cancelled' : outcome;
}
