import type { FactOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';

/** Ends of a work that follow one another, alike in stage and reason; a success ends a run. */
export interface EndRun {
  readonly stage: string;
  readonly reason: string | undefined;
  readonly length: number;
  /** Its last end. */
  readonly seq: number;
}

/** The run after one more end. */
export function nextRun(run: EndRun | undefined, end: FactOf<'stage_changed'>): EndRun {
  const { to: stage, reason, seq } = end;
  const goesOn = meaningOf(end).outcome !== 'success' && run?.stage === stage && run.reason === reason;
  return { stage, reason, seq, length: goesOn ? run.length + 1 : 1 };
}
