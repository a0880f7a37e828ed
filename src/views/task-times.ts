import { isInterruption } from '../model/interruption.ts';
import type { FactOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import type { Outcome, Phase } from '../model/phases.ts';
import { closeSteps, type Ending, type StepList } from './step-times.ts';
import {
  addStretch,
  type Moment,
  noTime,
  type Stretch,
  type TimePart,
  type TimeParts,
  unknownOwner,
} from './time-parts.ts';

/**
 * Where the time of one task went.
 *
 * 1. A stretch lasts from one stage record to the next, and counts as one part of one attempt.
 * 2. Waiting belongs to the attempt that it leads to; back-off and interruption to the one that they follow.
 * 3. An attempt that lost its owner lasts until the last sign of life; from there on it is interrupted.
 */
export interface TaskTimes {
  readonly created: FactOf<'task_created'>;
  readonly attempts: AttemptTimes[];
  /** Made with the first step. */
  steps?: StepList;
  /** What counts for an attempt that has not begun. */
  next: TimeParts;
  /** Whether the newest attempt has begun and not ended. */
  underway: boolean;
  stretch: Stretch;
  end?: Ending;
}
export interface AttemptTimes {
  readonly attempt: number;
  readonly startedAt: number;
  readonly parts: TimeParts;
  end?: Ending;
}
type StageChange = FactOf<'stage_changed'>;

export function taskTimes(created: FactOf<'task_created'>, from: Moment): TaskTimes {
  const next = noTime();
  const waits = (created.phase ?? meaningOf({ to: created.initial ?? 'not_started' }).phase) === 'waiting';
  const stretch: Stretch = { into: next, from, ...(waits && { part: 'waited' }) };
  return { created, attempts: [], next, underway: false, stretch };
}

/** Closes the stretch that a stage record ends, and opens the one that it begins. */
export function enterStage(task: TaskTimes, fact: StageChange, now: Moment): void {
  const seen = lastSeen(task, fact) ?? now;
  const { phase } = meaningOf(fact);
  const part = partOf(task, fact, phase);
  addStretch(task.stretch, seen);
  if (part === 'ran') beginAttempt(task, fact);
  else if (part !== 'paused') leaveAttempt(task, fact, part, seen);
  if (phase === 'done') task.end = endingOf(fact, seen);
  const from = seen === now ? now : { ...seen, owner: unknownOwner };
  task.stretch = { into: partsFor(task, part), from, ...(part && { part }) };
}

/** A retried attempt has an outcome, though its task has none yet. */
function outcomeOf(fact: StageChange): Outcome | undefined {
  const failed = fact.to === 'retrying' || fact.error !== undefined;
  const otherwise = fact.reason === 'attempt_timeout' ? 'timeout' : 'failure';
  return meaningOf(fact).outcome ?? (failed ? otherwise : undefined);
}

/** When the lost owner of a task was last seen, by its own clocks. */
function lastSeen(task: TaskTimes, { lastSeenAt, lastSeenMono }: StageChange): Moment | undefined {
  if (lastSeenAt === undefined) return undefined;
  const { owner } = task.stretch.from;
  return { wall: lastSeenAt, mono: lastSeenMono ?? 0, owner: lastSeenMono === undefined ? unknownOwner : owner };
}

function partOf(task: TaskTimes, fact: StageChange, phase: Phase): TimePart | undefined {
  if (phase === 'idle' || phase === 'done') return undefined;
  if (isInterruption(fact)) return 'interrupted';
  if (phase === 'active') return 'ran';
  if (phase === 'paused') return 'paused';
  return isBackOff(task, fact) ? 'retryDelay' : 'waited';
}

/** Waiting right after an attempt; a second record of the same stage changes nothing about it. */
function isBackOff({ underway, stretch }: TaskTimes, { from, to }: StageChange): boolean {
  return underway || (from === to && stretch.part === 'retryDelay');
}

function beginAttempt(task: TaskTimes, { attempt, timestamp }: StageChange): void {
  if (task.underway) return;
  task.underway = true;
  task.attempts.push({ attempt, startedAt: timestamp, parts: task.next });
  task.next = noTime();
}

function leaveAttempt(task: TaskTimes, fact: StageChange, part: TimePart | undefined, seen: Moment): void {
  const ending = endingOf(fact, seen);
  const last = task.attempts.at(-1);
  const endsSteps = task.underway || part === 'interrupted' || meaningOf(fact).phase === 'done';
  if (task.underway && last) last.end = ending;
  if (endsSteps && task.steps) closeSteps(task.steps, seen, ending);
  task.underway = false;
}

function endingOf(fact: StageChange, seen: Moment): Ending {
  const outcome = outcomeOf(fact);
  return { at: seen.wall, ...(outcome && { outcome }), ...(fact.error && { error: fact.error.message }) };
}

function partsFor(task: TaskTimes, part: TimePart | undefined): TimeParts {
  const last = task.attempts.at(-1)?.parts ?? task.next;
  switch (part) {
    case 'ran':
    case 'retryDelay':
    case 'interrupted':
      return last;
    case 'paused':
      return task.underway ? last : task.next;
    case 'waited':
    case undefined:
      return task.next;
    default:
      return part satisfies never;
  }
}
