import type { Fact, FactOf } from '../model/facts.ts';
import type { TimeUnit, Timing } from '../model/timing.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { endStep, startStep } from './step-times.ts';
import { enterStage, type TaskTimes, taskTimes } from './task-times.ts';
import { type Moment, unknownOwner } from './time-parts.ts';
import { timingRowsOf } from './timing-row.ts';

/** Where the time went, by task. Rows are made when somebody looks. */
export interface TimingRows {
  /** By position. */
  readonly tasks: TaskTimes[];
  readonly byId: Map<string, TaskTimes>;
  /** By work: how long its successful attempts ran. */
  readonly successes: Map<string, { count: number; ran: number }>;
  /** Counts the owners: monotonic clocks of two of them do not compare. */
  owner: number;
}

/** Which tasks. */
export type AcceptTask = (taskId: string, position: Position) => boolean;

export const timingRows: View<TimingRows> = {
  name: 'timingRows',
  types: new Set(['task_created', 'stage_changed', 'step_started', 'step_ended', 'recovered']),
  start: () => ({ tasks: [], byId: new Map(), successes: new Map(), owner: 0 }),
  add: (rows, fact: Fact) => {
    if (fact.type === 'recovered') rows.owner += 1;
    else if (fact.type === 'task_created') addTask(rows, fact);
    else addToTask(rows, fact);
  },
};

/**
 * A row per attempt and one per step: by creation of their tasks, then by attempt, each followed by its steps.
 * A row that is open counts up to now.
 */
export function timingsOf(source: FactSource, accept?: AcceptTask, unit: TimeUnit = 'ms'): readonly Timing[] {
  return Object.freeze(timingsByTask(source, accept, unit).flatMap(({ rows }) => rows));
}

/** The rows of one task. */
export function timingsOfTask(source: FactSource, taskId: string): readonly Timing[] {
  const { byId, owner } = source.fold(timingRows);
  const task = byId.get(taskId);
  return task ? timingRowsOf(task, nowOf(source, owner), 'ms') : [];
}

/** The same rows, task by task. */
export function timingsByTask(source: FactSource, accept: AcceptTask = () => true, unit: TimeUnit = 'ms') {
  const { tasks, owner } = source.fold(timingRows);
  const now = nowOf(source, owner);
  const accepted = tasks.filter(({ created }, position) => accept(created.taskId, position));
  return accepted.map((task) => ({ created: task.created, rows: timingRowsOf(task, now, unit) }));
}

function addTask(rows: TimingRows, fact: FactOf<'task_created'>): void {
  const task = taskTimes(fact, momentOf(rows, fact));
  rows.tasks.push(task);
  rows.byId.set(fact.taskId, task);
}

function addToTask(rows: TimingRows, fact: Fact): void {
  const task = fact.taskId === undefined ? undefined : rows.byId.get(fact.taskId);
  if (!task) return;
  const now = momentOf(rows, fact);
  if (fact.type === 'stage_changed') enterStage(task, fact, now);
  if (fact.type === 'stage_changed' && task.end?.outcome === 'success') addSuccess(rows, task);
  if (fact.type === 'step_started') startStep((task.steps ??= { all: [], open: new Map() }), fact, now);
  if (fact.type === 'step_ended' && task.steps) endStep(task.steps, fact, now);
}

function addSuccess({ successes }: TimingRows, { created, attempts }: TaskTimes): void {
  const ran = attempts.at(-1)?.parts.ran;
  if (ran === undefined) return;
  const past = successes.get(created.name) ?? { count: 0, ran: 0 };
  past.count += 1;
  past.ran += ran;
  successes.set(created.name, past);
}

function nowOf(source: FactSource, owner: number): Moment {
  const mono = source.monotonic();
  return { mono: mono ?? 0, wall: source.now(), owner: mono === undefined ? unknownOwner : owner };
}

function momentOf({ owner }: TimingRows, { mono, timestamp }: Fact): Moment {
  return { mono, wall: timestamp, owner };
}
