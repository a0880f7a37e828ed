import { type Meaning, meaningByName } from './meaning.ts';
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
}

interface Target {
  readonly name: string;
  readonly phase: Phase;
  readonly outcome: Outcome | undefined;
}

export function roadTo(from: string, { name, phase, outcome }: Target, via: string | undefined): Road {
  const known = meaningByName(name);
  const isNamed = known?.phase === phase && known.outcome === outcome;
  const meaning = outcome ? { phase, outcome } : { phase };
  return Object.freeze({
    from,
    to: name,
    phase,
    outcome,
    reason: outcome && defaultReasons[outcome],
    meaning: isNamed ? undefined : Object.freeze(meaning),
    via,
  });
}
