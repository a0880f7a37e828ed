import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { meaningOf } from '../model/meaning.ts';
import type { TimeUnit, Timing } from '../model/timing.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { type Grouping, groupings, rowsOf, rowsOfDone } from './counted-rows.ts';
import { countGone, type GoneTimings, loadGone, noGoneTimings, savedGone, saveGone } from './gone-timings.ts';
import { KnownRows } from './known-rows.ts';
import { Owners } from './owners.ts';
import type { ToldRows } from './row-blocks.ts';
import { endStep, startStep } from './step-times.ts';
import { enterStage, type TaskTimes, taskTimes } from './task-times.ts';
import { type Moment, unknownOwner } from './time-parts.ts';
import { loadTimes, savedTimes, type SavedTimes, saveTimes } from './times-saved.ts';
import { takeOld, takeSame } from './timing-bases.ts';
import { TimingGroups } from './timing-groups.ts';
import { stepRowOf, timingRowsOf } from './timing-row.ts';

/** Where the time goes. Of a task that is done it is told from its facts, when somebody looks. */
export interface TimingRows {
  /** By id: tasks that are not done. */
  readonly open: Map<string, TaskTimes>;
  /** By work: how long its successful attempts ran. */
  readonly successes: Map<string, Past>;
  readonly owners: Owners;
  /** The rows of tasks that are done and kept. */
  readonly done: Readonly<Record<Grouping, TimingGroups>>;
  readonly gone: GoneTimings;
  /** Of the successes, those that were let go. */
  readonly goneSuccesses: Map<string, Past>;
  /** By id: of tasks of which facts were let go, their times until then. */
  readonly bases: Map<string, SavedTimes>;
  /** The rows of tasks that are done, as they were told. */
  readonly known: KnownRows;
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
  start: () => startWith(new Map(), noGoneTimings(), new Map()),
  add(rows, fact, position) {
    if (fact.type === 'recovered') rows.owners.changed(fact.seq);
    else if (fact.type === 'task_created') rows.open.set(fact.taskId, timesFrom(fact, rows));
    else addToTask(rows, fact, position as Position);
  },
  forget(rows, { taskId, position, end, facts }) {
    const times = timesOf(facts, rows);
    rows.bases.delete(taskId);
    rows.known.drop(position);
    const counted = rowsOfDone(times);
    for (const by of groupings) rows.done[by].remove(times.created, counted);
    countGone(rows.gone, position, times.created, counted);
    if (meaningOf(end).outcome === 'success') addSuccess(rows.goneSuccesses, times);
  },
  thin(rows, { taskId, position, facts }, most) {
    const times = timesOf(facts, rows);
    const old = takeOld(times, most);
    const live = rows.open.get(taskId);
    rows.known.drop(position);
    rows.bases.set(taskId, saveTimes((facts.at(-1) as Fact).seq, times));
    countGone(rows.gone, position, times.created, rowsOf(old.attempts, old.steps));
    if (live) takeSame(live, old);
  },
  saved: {
    gone: savedGone,
    successes: ['list', ['tuple', 'text', 'count', 'num']],
    bases: ['list', ['tuple', 'text', savedTimes]],
  },
  save: ({ gone, goneSuccesses, bases }) => ({
    gone: saveGone(gone),
    bases: [...bases] as unknown as Json,
    successes: [...goneSuccesses].map(([work, { count, ran }]) => [work, count, ran]),
  }),
  load(saved) {
    const { gone, successes, bases } = saved as unknown as SavedRows;
    const past = new Map(successes.map(([work, count, ran]) => [work, { count, ran }]));
    return startWith(past, loadGone(gone), new Map(bases));
  },
};

interface SavedRows {
  readonly gone: Json;
  readonly successes: readonly (readonly [string, number, number])[];
  readonly bases: readonly (readonly [string, SavedTimes])[];
}

/**
 * A row per attempt and one per step: by creation of their tasks, then by attempt, each followed by its steps.
 * A row that is open counts up to now. Rows of tasks that are done are made once, and handed out again.
 */
export function timingsOf(source: FactSource, accept?: AcceptTask, unit: TimeUnit = 'ms'): readonly Timing[] {
  const now = nowOf(source);
  const known = source.fold(timingRows).known.in(unit);
  const tell = (position: Position) => (source.has(position) ? rowsAt(source, position, now, unit) : undefined);
  if (!accept) return Object.freeze(known.all(source.taskCount, tell));
  const accepted = source.positions().filter((position) => accept(source.idOf(position), position));
  return Object.freeze(accepted.flatMap((position) => known.of(position, tell) ?? []));
}

/** The row of one step of a task. @param seq of its start */
export function timingOfStep(source: FactSource, position: Position, seq: number): Timing | undefined {
  return stepRowOf(timesAt(source, position), seq, nowOf(source), 'ms');
}

/** Where the time of one task went. */
export function timesAt(source: FactSource, position: Position): TaskTimes {
  const all = source.fold(timingRows);
  return all.open.get(source.idOf(position)) ?? timesOf(source.factsOf(position), all);
}

function rowsAt(source: FactSource, position: Position, now: Moment, unit: TimeUnit): ToldRows {
  const times = timesAt(source, position);
  return { rows: timingRowsOf(times, now, unit), isDone: times.end !== undefined };
}

/** The moment that open rows count up to. */
export function nowOf(source: FactSource): Moment {
  const mono = source.monotonic();
  const owner = mono === undefined ? unknownOwner : source.fold(timingRows).owners.count;
  return { mono: mono ?? 0, wall: source.now(), owner };
}

function startWith(goneSuccesses: Map<string, Past>, gone: GoneTimings, bases: Map<string, SavedTimes>): TimingRows {
  const successes = new Map([...goneSuccesses].map(([work, past]) => [work, { ...past }]));
  const [name, tag, parent] = [new TimingGroups('name'), new TimingGroups('tag'), new TimingGroups('parent')];
  const done = { name, tag, parent };
  const known = new KnownRows();
  return { open: new Map(), successes, owners: new Owners(), done, gone, goneSuccesses, bases, known };
}

function addToTask(rows: TimingRows, fact: Fact, position: Position): void {
  const task = fact.taskId === undefined ? undefined : rows.open.get(fact.taskId);
  if (!task) return;
  goOn(task, fact, rows);
  if (fact.type !== 'stage_changed' || meaningOf(fact).phase !== 'done') return;
  rows.open.delete(fact.taskId);
  const counted = rowsOfDone(task);
  for (const by of groupings) rows.done[by].add(position, task.created, counted);
  if (meaningOf(fact).outcome === 'success') addSuccess(rows.successes, task);
}

type Known = Pick<TimingRows, 'owners' | 'bases'>;

/** From all facts of a task that are kept. */
function timesOf([created, ...facts]: readonly Fact[], known: Known): TaskTimes {
  const task = timesFrom(created as FactOf<'task_created'>, known);
  for (const fact of facts) goOn(task, fact, known);
  return task;
}

function timesFrom(created: FactOf<'task_created'>, { owners, bases }: Known): TaskTimes {
  const base = bases.get(created.taskId);
  return base ? loadTimes(created, base) : taskTimes(created, momentOf(owners, created));
}

/** What a base tells already is not told again. */
function goOn(task: TaskTimes, fact: Fact, { owners, bases }: Known): void {
  const base = bases.size === 0 ? undefined : bases.get(task.created.taskId);
  if (base && fact.seq <= base.seq) return;
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

function momentOf(owners: Owners, { seq, mono, timestamp }: Fact): Moment {
  return { mono, wall: timestamp, owner: owners.at(seq) };
}
