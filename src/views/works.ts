import { meaningOf } from '../model/meaning.ts';
import type { FactOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** What became of all tasks of one name. */
export interface WorkState {
  readonly name: string;
  /** In order of creation. */
  readonly tasks: Position[];
  /** Its tasks that are not done. */
  open: number;
  /** Its tasks that ever ran. */
  runs: number;
  failures: number;
  timeouts: number;
  /** The records of its successes. */
  readonly successes: number[];
  /** How it last ended, and how many times in a row it ended like that; a success breaks the row. */
  lastStage: string | undefined;
  lastReason: string | undefined;
  inARow: number;
}

/** A task that is not done, as its work needs to know it. */
interface OpenTask {
  readonly work: WorkState;
  hasRun: boolean;
}
interface Works {
  created: number;
  readonly of: Map<string, WorkState>;
  readonly open: Map<string, OpenTask>;
  /** In order of first start. */
  readonly sequence: string[];
}

const works: View<Works> = {
  name: 'works',
  types: new Set(['task_created', 'stage_changed']),
  start: () => ({ created: 0, of: new Map(), open: new Map(), sequence: [] }),
  add(state, fact) {
    if (fact.type === 'task_created') create(state, fact);
    else if (fact.type === 'stage_changed') move(state, fact);
  },
};

export function workOf(source: FactSource, name: string): Readonly<WorkState> | undefined {
  return source.fold(works).of.get(name);
}

/** Works in order of first start. */
export function sequenceOf(source: FactSource): readonly string[] {
  return Object.freeze([...source.fold(works).sequence]);
}

/** Works with an open task, in order of creation. */
export function activeWorks(source: FactSource): readonly string[] {
  const all = [...source.fold(works).of.values()];
  return Object.freeze(all.filter((work) => work.open > 0).map((work) => work.name));
}

function create(state: Works, fact: FactOf<'task_created'>): void {
  const work = state.of.get(fact.name) ?? newWork(fact.name);
  state.of.set(fact.name, work);
  work.tasks.push(state.created);
  work.open += 1;
  state.open.set(fact.taskId, { work, hasRun: false });
  state.created += 1;
}

function move(state: Works, fact: FactOf<'stage_changed'>): void {
  const task = state.open.get(fact.taskId);
  const { phase } = meaningOf(fact);
  if (task && phase === 'active' && !task.hasRun) begin(state, task);
  if (task && phase === 'done') end(state, task.work, fact);
}

function begin(state: Works, task: OpenTask): void {
  if (task.work.runs === 0) state.sequence.push(task.work.name);
  task.work.runs += 1;
  task.hasRun = true;
}

function end(state: Works, work: WorkState, fact: FactOf<'stage_changed'>): void {
  const { outcome } = meaningOf(fact);
  state.open.delete(fact.taskId);
  work.open -= 1;
  if (outcome === 'success') work.successes.push(fact.seq);
  if (outcome === 'failure') work.failures += 1;
  if (outcome === 'timeout') work.timeouts += 1;
  const again = outcome !== 'success' && work.lastStage === fact.to && work.lastReason === fact.reason;
  work.inARow = again ? work.inARow + 1 : 1;
  work.lastStage = fact.to;
  work.lastReason = fact.reason;
}

function newWork(name: string): WorkState {
  const ends = { open: 0, runs: 0, failures: 0, timeouts: 0, successes: [] };
  return { name, tasks: [], ...ends, lastStage: undefined, lastReason: undefined, inARow: 0 };
}
