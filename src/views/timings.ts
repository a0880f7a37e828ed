import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { meaningOf } from '../model/meaning.ts';
import type { TimeUnit, Timing } from '../model/timing.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { countGone, type GoneTimings, loadGone, noGoneTimings, saveGone } from './gone-timings.ts';
import { Owners } from './owners.ts';
import { endStep, startStep } from './step-times.ts';
import { enterStage, type TaskTimes, taskTimes } from './task-times.ts';
import { type Moment, unknownOwner } from './time-parts.ts';
import { timingRowsOf } from './timing-row.ts';

/** Where the time goes. Of a task that is done it is told from its facts, when somebody looks. */
export interface TimingRows {
  /** By id: tasks that are not done. */
  readonly open: Map<string, TaskTimes>;
  /** By work: how long its successful attempts ran. */
  readonly successes: Map<string, Past>;
  readonly owners: Owners;
  readonly gone: GoneTimings;
  /** Of the successes, those that were let go. */
  readonly goneSuccesses: Map<string, Past>;
}
interface Past {
  count: number;
  ran: number;
}

/** Which tasks. */
export type AcceptTask = (taskId: string, position: Position) => boolean;

export const timingRows: View<TimingRows> = {
  name: 'timingRows',
  types: new Set(['task_created', 'stage_changed', 'step_started', 'step_ended', 'recovered']),
  counted: new Set(['recovered']),
  start: () => startWith(new Map(), noGoneTimings()),
  add(rows, fact) {
    if (fact.type === 'recovered') rows.owners.changed(fact.seq);
    else if (fact.type === 'task_created') rows.open.set(fact.taskId, timesFrom(fact, rows.owners));
    else addToTask(rows, fact);
  },
  forget(rows, { position, end, facts }) {
    const times = timesOf(facts, rows.owners);
    countGone(rows.gone, position, times);
    if (meaningOf(end).outcome === 'success') addSuccess(rows.goneSuccesses, times);
  },
  save: ({ gone, goneSuccesses }) => ({
    gone: saveGone(gone),
    successes: [...goneSuccesses].map(([work, { count, ran }]) => [work, count, ran]),
  }),
  load(saved) {
    const { gone, successes } = saved as { gone: Json; successes: readonly [string, number, number][] };
    return startWith(new Map(successes.map(([work, count, ran]) => [work, { count, ran }])), loadGone(gone));
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
  const position = source.positionOf(taskId);
  return position === undefined ? [] : rowsAt(source, position, 'ms').rows;
}

/** The same rows, task by task. */
export function timingsByTask(source: FactSource, accept: AcceptTask = () => true, unit: TimeUnit = 'ms') {
  const accepted = source.positions().filter((position) => accept(source.idOf(position), position));
  return accepted.map((position) => rowsAt(source, position, unit));
}

export function rowsAt(source: FactSource, position: Position, unit: TimeUnit) {
  const { open, owners } = source.fold(timingRows);
  const now = nowOf(source, owners.count);
  const task = open.get(source.idOf(position)) ?? timesOf(source.factsOf(position), owners);
  return { position, created: task.created, rows: timingRowsOf(task, now, unit) };
}

function startWith(goneSuccesses: Map<string, Past>, gone: GoneTimings): TimingRows {
  const successes = new Map([...goneSuccesses].map(([work, past]) => [work, { ...past }]));
  return { open: new Map(), successes, owners: new Owners(), gone, goneSuccesses };
}

function addToTask(rows: TimingRows, fact: Fact): void {
  const task = fact.taskId === undefined ? undefined : rows.open.get(fact.taskId);
  if (!task) return;
  goOn(task, fact, rows.owners);
  if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
  rows.open.delete(fact.taskId);
  if (meaningOf(fact).outcome === 'success') addSuccess(rows.successes, task);
}

/** From all facts of a task. */
function timesOf([created, ...facts]: readonly Fact[], owners: Owners): TaskTimes {
  const task = timesFrom(created as FactOf<'task_created'>, owners);
  for (const fact of facts) goOn(task, fact, owners);
  return task;
}

function timesFrom(created: FactOf<'task_created'>, owners: Owners): TaskTimes {
  return taskTimes(created, momentOf(owners, created));
}

function goOn(task: TaskTimes, fact: Fact, owners: Owners): void {
  const now = momentOf(owners, fact);
  if (fact.type === 'stage_changed') enterStage(task, fact, now);
  if (fact.type === 'step_started') startStep((task.steps ??= { all: [], open: new Map() }), fact, now);
  if (fact.type === 'step_ended' && task.steps) endStep(task.steps, fact, now);
}

function addSuccess(successes: Map<string, Past>, { created, attempts }: TaskTimes): void {
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

function momentOf(owners: Owners, { seq, mono, timestamp }: Fact): Moment {
  return { mono, wall: timestamp, owner: owners.at(seq) };
}
