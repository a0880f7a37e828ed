import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { GoneTask, View } from '../ports/view.ts';
import { nextRun } from './end-run.ts';
import { type LastKnown, lastKnownOf } from './last-known.ts';
import { Places } from './places.ts';
import { countBegin, countEnd, newCounts, savedCounts, type WorkCounts } from './work-counts.ts';

/** What became of all tasks of one name, those that were let go included. */
export interface WorkState extends WorkCounts {
  /** Those that are kept, in order of creation. */
  readonly tasks: Places;
  /** The records of the successes of these. */
  readonly goodEnds: Places;
  /** Its tasks that are not done. */
  open: number;
  /** What counts of the tasks that were let go. */
  readonly gone: WorkCounts;
}

/** A task that is not done, as its work needs to know it. */
interface OpenTask {
  readonly work: WorkState;
  hasRun: boolean;
}
interface Works {
  readonly of: Map<string, WorkState>;
  readonly open: Map<string, OpenTask>;
  /** The run that each end of a kept task made longer, by its `seq`; an end that is left out began a new one. */
  readonly runs: Map<number, number>;
}

export const works: View<Works> = {
  name: 'works',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ of: new Map(), open: new Map(), runs: new Map() }),
  add(state, fact, task) {
    if (fact.type === 'task_created') create(state, fact, task as Position);
    else if (fact.type === 'stage_changed') move(state, fact);
  },
  forget(state, gone) {
    forget(state, state.of.get(gone.created.name) as WorkState, gone);
  },
  saved: ['list', savedCounts],
  save: ({ of }) =>
    [...of.values()].filter(({ gone }) => gone.first >= 0).map(({ gone }) => ({ ...gone }) as unknown as Json),
  load(saved) {
    const loaded = (saved as unknown as readonly WorkCounts[]).map((gone) => [gone.name, workWith(gone)] as const);
    return { of: new Map(loaded), open: new Map(), runs: new Map() };
  },
};

export function workOf(source: FactSource, name: string): Readonly<WorkState> | undefined {
  return source.fold(works).of.get(name);
}

/** Works in order of first start. */
export function sequenceOf(source: FactSource): readonly string[] {
  const begun = [...source.fold(works).of.values()].filter((work) => work.begun > 0);
  return Object.freeze(begun.sort((one, other) => one.begun - other.begun).map((work) => work.name));
}

/** Works with an open task, in order of creation. */
export function activeWorks(source: FactSource): readonly string[] {
  const active = [...source.fold(works).of.values()].filter((work) => work.open > 0);
  return Object.freeze(active.sort((one, other) => one.first - other.first).map((work) => work.name));
}

function create(state: Works, fact: FactOf<'task_created'>, task: Position): void {
  const work = state.of.get(fact.name) ?? workWith(newCounts(fact.name));
  state.of.set(fact.name, work);
  work.tasks.add(task);
  work.first = work.first < 0 ? task : Math.min(work.first, task);
  work.open += 1;
  state.open.set(fact.taskId, { work, hasRun: false });
}

function move(state: Works, fact: FactOf<'stage_changed'>): void {
  const task = state.open.get(fact.taskId);
  const { phase } = meaningOf(fact);
  if (task && phase === 'active' && !task.hasRun) begin(task, fact);
  if (task && phase === 'done') end(state, task.work, fact);
}

function begin(task: OpenTask, { seq }: Fact): void {
  task.hasRun = true;
  countBegin(task.work, seq);
}

function end(state: Works, work: WorkState, fact: FactOf<'stage_changed'>): void {
  state.open.delete(fact.taskId);
  work.open -= 1;
  countEnd(work, fact);
  if (meaningOf(fact).outcome === 'success') work.goodEnds.add(fact.seq);
  if (work.run && fact.seq < work.run.seq) return;
  work.run = nextRun(work.run, fact);
  if (work.run.length > 1) state.runs.set(fact.seq, work.run.length);
}

function forget(state: Works, work: WorkState, task: GoneTask): void {
  const { gone } = work;
  const { position, facts } = task;
  const start = facts.find((fact) => fact.type === 'stage_changed' && meaningOf(fact).phase === 'active');
  const last = lastKnownOf(task);
  gone.first = gone.first < 0 ? position : Math.min(gone.first, position);
  if (start) countBegin(gone, start.seq);
  work.tasks.remove(position);
  forgetEnd(state, work, last);
  if ((gone.newest?.position ?? -1) < position) work.newest = gone.newest = last;
}

function forgetEnd({ runs }: Works, { gone, goodEnds }: WorkState, { end, isInvalid }: LastKnown): void {
  const isSuccess = meaningOf(end).outcome === 'success';
  countEnd(gone, end);
  if (isSuccess) goodEnds.remove(end.seq);
  if (isSuccess && !isInvalid && (gone.good?.seq ?? 0) < end.seq) gone.good = end;
  if ((gone.run?.seq ?? 0) < end.seq) gone.run = { ...nextRun(undefined, end), length: runs.get(end.seq) ?? 1 };
  runs.delete(end.seq);
}

function workWith(gone: WorkCounts): WorkState {
  return { ...gone, gone: { ...gone }, tasks: new Places(), goodEnds: new Places(), open: 0 };
}
