import type { TimeUnit, Timing } from '../model/timing.ts';
import type { Ending, StepTimes } from './step-times.ts';
import type { AttemptTimes, TaskTimes } from './task-times.ts';
import { addStretch, between, type Moment, noTime, type TimeParts } from './time-parts.ts';
import { inUnit, toNanoseconds } from './units.ts';

/**
 * The rows of one task: each attempt followed by its steps.
 *
 * 1. A row that still counts has no `endedAt`; a back-off or an interruption still counts for the attempt before it.
 * 2. Waiting for an attempt that has not begun counts as delay after the one before, until it begins.
 */
export function timingRowsOf(task: TaskTimes, now: Moment, unit: TimeUnit): readonly Timing[] {
  const attempts = task.attempts.map((attempt) => attemptRow(task, attempt, now, unit));
  if (attempts.length === 0) attempts.push(neverRanRow(task, now, unit));
  const steps = (task.steps?.all ?? []).map((step) => stepRow(task, step, now, unit));
  return steps.length === 0 ? attempts : [...attempts, ...steps].sort((a, b) => a.attempt - b.attempt);
}

/** The row of one of its steps. @param seq of the start of the step */
export function stepRowOf(task: TaskTimes, seq: number, now: Moment, unit: TimeUnit): Timing | undefined {
  const step = task.steps?.all.findLast((one) => one.seq === seq);
  return step && stepRow(task, step, now, unit);
}

function attemptRow(task: TaskTimes, times: AttemptTimes, now: Moment, unit: TimeUnit): Timing {
  const { attempt, startedAt, end } = times;
  const isLast = times === task.attempts.at(-1);
  const parts = upTo(task, times.parts, now);
  if (isLast) addDelay(parts, upTo(task, task.next, now));
  const isClosed = !isLast || task.end !== undefined;
  return row(task, `#${attempt}`, parts, unit, {
    attempt,
    startedAt,
    ...(isClosed && ended(end)),
    ...outcomeOf(isLast && !end?.outcome ? (task.end ?? end) : end),
  });
}

function neverRanRow(task: TaskTimes, now: Moment, unit: TimeUnit): Timing {
  const parts = upTo(task, task.next, now);
  return row(task, '#0', parts, unit, { attempt: 0, ...ended(task.end), ...outcomeOf(task.end) });
}

function stepRow(task: TaskTimes, { seq, step, attempt, from, end }: StepTimes, now: Moment, unit: TimeUnit): Timing {
  const open = between(from, now);
  const parts = { ...noTime(), ran: end?.ran ?? open.ms, estimated: end?.estimated ?? open.estimated };
  const own = { step, attempt, startedAt: from.wall, ...ended(end), ...outcomeOf(end) };
  return row(task, `#${attempt}/${seq}`, parts, unit, own);
}

type OwnFields = Pick<Timing, 'attempt'> & Partial<Timing>;

function row({ created }: TaskTimes, suffix: string, parts: TimeParts, unit: TimeUnit, own: OwnFields): Timing {
  const { taskId, name, path = name } = created;
  return Object.freeze({
    id: `${taskId}${suffix}`,
    taskId,
    work: name,
    path,
    ...own,
    ...lengths(parts, unit),
    ...(parts.estimated && { estimated: true }),
  });
}

function lengths(parts: TimeParts, unit: TimeUnit) {
  const waited = inUnit(parts.waited, unit);
  const ran = inUnit(parts.ran, unit);
  const paused = inUnit(parts.paused, unit);
  const retryDelay = inUnit(parts.retryDelay, unit);
  const interrupted = inUnit(parts.interrupted, unit);
  const total = toNanoseconds(waited + ran + paused + retryDelay + interrupted);
  return { waited, ran, paused, retryDelay, interrupted, total, duration: ran };
}

/** What was counted, and the open stretch where it belongs there. */
function upTo({ stretch }: TaskTimes, parts: TimeParts, now: Moment): TimeParts {
  const counted = { ...parts };
  if (stretch.into === parts) addStretch(stretch, now, counted);
  return counted;
}

function addDelay(parts: TimeParts, next: TimeParts): void {
  parts.retryDelay += next.waited;
  parts.paused += next.paused;
  parts.estimated ||= next.estimated;
}

function ended(end: Ending | undefined): { readonly endedAt?: number } {
  return end ? { endedAt: end.at } : {};
}

function outcomeOf(end: Ending | undefined): Partial<Timing> {
  return { ...(end?.outcome && { outcome: end.outcome }), ...(end?.error !== undefined && { error: end.error }) };
}
