import type { Entity } from '../engine/entity.ts';
import type { Grounds } from '../model/commands.ts';
import { childrenOf } from '../views/children.ts';
import type { Runtime } from './runtime.ts';

type Ending = 'cancelled' | 'stopped';

/**
 * Ends a task and the open tasks inside it. What is done is left alone.
 * @returns whether the task was open and not asked before
 */
export function end(runtime: Runtime, entity: Entity, outcome: Ending, why: Grounds): boolean {
  const wasOpen = entity.state.phase !== 'done';
  const hasBody = entity.bound?.hasBody ?? false;
  const seq = runtime.engine.commit(entity, { do: 'request', outcome, hasBody, entry: why });
  if (seq === 0 || !wasOpen) return false;
  endChildren(runtime, entity, outcome, seq);
  return true;
}

function endChildren(runtime: Runtime, parent: Entity, outcome: Ending, cause: number): void {
  const reason = outcome === 'cancelled' ? 'parent_cancelled' : 'parent_stopped';
  const { ledger } = runtime.engine;
  for (const position of childrenOf(ledger, ledger.idOf(parent.position))) {
    const child = ledger.entity(position);
    if (child.state.phase !== 'done') end(runtime, child, endingOf(child, outcome), { reason, cause });
  }
}

/** A task that never started cannot be stopped; it is cancelled. */
function endingOf({ state }: Entity, outcome: Ending): Ending {
  return state.record === 0 ? 'cancelled' : outcome;
}
