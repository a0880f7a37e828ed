import type { FactOf } from '../model/facts.ts';
import type { Outcome } from '../model/phases.ts';
import { between, type Moment } from './time-parts.ts';

/** The steps of one task, in order of their start. Two open steps of one name are two records. */
export interface StepList {
  readonly all: StepTimes[];
  /** By the `seq` of their start. */
  readonly open: Map<number, StepTimes>;
}
export interface StepTimes {
  readonly seq: number;
  readonly step: string;
  readonly attempt: number;
  readonly from: Moment;
  end?: StepEnd;
}
interface StepEnd extends Ending {
  readonly ran: number;
  readonly estimated: boolean;
}
/** How an attempt, a step or a task ended; `at` is epoch milliseconds. */
export interface Ending {
  readonly at: number;
  readonly outcome?: Outcome;
  readonly error?: string;
}

export function startStep(steps: StepList, fact: FactOf<'step_started'>, from: Moment): void {
  const step = { seq: fact.seq, step: fact.step, attempt: fact.attempt, from };
  steps.all.push(step);
  steps.open.set(fact.seq, step);
}

/** A step that was closed with its attempt stays as it was closed. */
export function endStep(steps: StepList, { started, error }: FactOf<'step_ended'>, now: Moment): void {
  const step = steps.open.get(started);
  if (!step) return;
  steps.open.delete(started);
  closeStep(step, now, {
    at: now.wall,
    ...(error === undefined ? { outcome: 'success' } : { outcome: 'failure', error }),
  });
}

/** What is still open when an attempt or its task ends, ends with it. */
export function closeSteps(steps: StepList, now: Moment, { at, outcome }: Ending): void {
  for (const step of steps.open.values()) closeStep(step, now, { at, ...(outcome && { outcome }) });
  steps.open.clear();
}

function closeStep(step: StepTimes, now: Moment, ending: Ending): void {
  const { ms: ran, estimated } = between(step.from, now);
  step.end = { ...ending, ran, estimated };
}
