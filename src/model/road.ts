import { type Meaning, meaningByName } from './meaning.ts';
import { Move } from './move.ts';
import type { Outcome, Phase } from './phases.ts';
import { defaultReasons } from './reasons.ts';

/** The way from one stage to another, or round to the same one, with all that a record of it says by itself. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly phase: Phase;
  readonly outcome: Outcome | undefined;
  /** Taken where the caller gives none. */
  readonly reason: string | undefined;
  /** What a record must state of its stage; undefined where the name says it. */
  readonly meaning: Meaning | undefined;
  /** The waiting stage that a task without a record passes first. */
  readonly via: string | undefined;
  /**
   * The usual records, ready made, so that taking a road makes nothing: by attempt, each as the list that a decision
   * is. None where a record must state its meaning. The records are frozen and the lists are not: V8 reads each item of a
   * frozen list by a call.
   */
  readonly usual: readonly (readonly [Move])[];
  /** The two records of a task without one that passes the waiting stage; absent where it passes none. */
  readonly straight: readonly [Move, Move] | undefined;
}

interface Target {
  readonly name: string;
  readonly phase: Phase;
  readonly outcome: Outcome | undefined;
}

/** Of attempts 0 to 3 the records are ready made. */
const usualAttempts = 4;

/** The places of the ready-made records of a lifecycle, from 1 on: each road that is made takes the next ones. */
export class RoadPlaces {
  #next = 1;

  /** @returns the first place of one road */
  take(): number {
    const place = this.#next;
    this.#next += usualAttempts + 2;
    return place;
  }
}

/**
 * @param via the waiting stage that a task without a record passes first
 * @param place of its first ready-made record
 */
export function roadTo(from: string, target: Target, via: Target | undefined, place: number): Road {
  const { name: to, phase, outcome } = target;
  const reason = outcome && defaultReasons[outcome];
  const meaning = unnamedMeaning(target);
  const usual = meaning ? [] : usualMoves(from, to, reason, place);
  const straight = via && !meaning && !unnamedMeaning(via) ? straightMoves(from, via.name, to, place) : undefined;
  return Object.freeze({ from, to, phase, outcome, reason, meaning, via: via?.name, usual, straight });
}

/** Undefined where the name of the stage says it. */
function unnamedMeaning({ name, phase, outcome }: Target): Meaning | undefined {
  const known = meaningByName(name);
  if (known?.phase === phase && known.outcome === outcome) return undefined;
  return Object.freeze(outcome ? { phase, outcome } : { phase });
}

function usualMoves(from: string, to: string, reason: string | undefined, place: number): Road['usual'] {
  return Array.from({ length: usualAttempts }, (_, attempt) => {
    return [ready(new Move(from, to, attempt, reason, place + attempt))] as const;
  });
}

function straightMoves(from: string, via: string, to: string, place: number): Road['straight'] {
  const first = ready(new Move(from, via, 0, undefined, place + usualAttempts));
  const second = ready(new Move(via, to, 1, undefined, place + usualAttempts + 1));
  return [first, second] as const;
}

function ready(move: Move): Move {
  Object.freeze(move);
  return move;
}
