import type { Lifecycle } from '../model/lifecycle.ts';
import type { Outcome, Phase } from '../model/phases.ts';
import type { TakenNames } from './child-names.ts';

/** Somebody asked a running body to end. */
export interface EndRequest {
  readonly seq: number;
  readonly outcome: 'stopped' | 'cancelled';
  readonly reason: string;
  readonly message: string | undefined;
  readonly cause: number | undefined;
}

/**
 * What a task is judged by. `evolve` writes into it, nobody else does.
 *
 * 1. It holds nothing that is not a fold over the facts of this one task and of its children's names.
 * 2. Lengths are milliseconds of the monotonic clock.
 */
export interface TaskState {
  readonly lifecycle: Lifecycle;
  stage: string;
  phase: Phase;
  /** Undefined while it is open. */
  outcome: Outcome | undefined;
  /** The `seq` of the newest record; 0 before the first transition. */
  record: number;
  attempt: number;
  reason: string | undefined;
  message: string | undefined;
  /** An attempt was begun and has not ended; a pause does not end it. */
  underway: boolean;
  nextAttemptAt: number | undefined;
  /** To the body of this attempt: it ends with the attempt. */
  request: EndRequest | undefined;
  released: boolean;
  observing: boolean;
  /** When it entered its stage. */
  since: number;
  /** How long it waited for its next attempt under owners that were lost. */
  waited: number;
  /** How long the attempts ran, without the stretch that is running now. */
  ran: number;
  /** The same, of this attempt alone. */
  ranInAttempt: number;
  /** The last sign of life of a running body. */
  beat: number;
  /** Child names that are taken in this attempt, each with the next suffix to try. */
  childNames: TakenNames | undefined;
}

/** The state of a task that is about to be created. @param phase what the stage amounts to, where that is on record */
export function initialState(
  lifecycle: Lifecycle,
  stage = lifecycle.initial,
  phase = phaseIn(lifecycle, stage),
): TaskState {
  return {
    lifecycle,
    stage,
    phase,
    outcome: undefined,
    record: 0,
    attempt: 0,
    reason: undefined,
    message: undefined,
    underway: false,
    nextAttemptAt: undefined,
    request: undefined,
    released: false,
    observing: false,
    since: 0,
    waited: 0,
    ran: 0,
    ranInAttempt: 0,
    beat: 0,
    childNames: undefined,
  };
}

/** A stage that the program no longer defines counts as idle. */
function phaseIn(lifecycle: Lifecycle, stage: string): Phase {
  if (stage === lifecycle.initial) return lifecycle.phaseOf(stage);
  return lifecycle.stages.includes(stage) ? lifecycle.phaseOf(stage) : 'idle';
}
