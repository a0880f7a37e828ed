import type { FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { type Expected, ObservedValues, savedObserved } from './observed.ts';
import { loadSealed, type SavedValues, savedValues, saveSealed, type Values } from './sealed-values.ts';

/**
 * The snapshots. Their facts hold no values: the values are those of the targets that the task has observed.
 *
 * 1. `after` and `transition` keep them as they stand at that moment.
 * 2. `before` keeps each target as it stood before the task's first observation of it. It gains targets as the task
 *    observes more of them, hence a record is made anew each time somebody looks.
 */
export interface SnapshotList {
  readonly values: ObservedValues;
  /** By task, while it can observe: what its targets were before. */
  readonly befores: Map<string, Values>;
  /** By id, in order; of the tasks that are kept. */
  readonly snapshots: Map<string, TakenSnapshot>;
  /** How many were taken. */
  count: number;
  /** The newest one; 0 while there is none. */
  last: number;
  readonly gone: { count: number; last: number };
  /** Values that cannot be told any more from the facts that are kept: another task's are missing between them. */
  readonly sealed: Sealed;
}
interface TakenSnapshot {
  readonly fact: FactOf<'snapshot_taken'>;
  readonly observed: Values;
}
interface Sealed {
  /** By task. */
  readonly befores: ReadonlyMap<string, Values>;
  /** By the number of the snapshot. */
  readonly taken: ReadonlyMap<number, Values>;
}

/** Which snapshots: every field that is given must hold. */
export interface SnapshotQuery {
  readonly task?: (taskId: string) => boolean;
  readonly label?: string;
}

export const snapshotList: View<SnapshotList> = {
  name: 'snapshotList',
  types: new Set(['changed', 'snapshot_taken']),
  start: () => startWith(new ObservedValues(), { count: 0, last: 0 }, { befores: new Map(), taken: new Map() }),
  add: (list, fact) => {
    if (fact.type === 'changed') addObservation(list, fact);
    if (fact.type === 'snapshot_taken') addSnapshot(list, fact);
  },
  forget({ values, befores, snapshots, gone }, { taskId, facts }) {
    values.forget(facts.filter((fact) => fact.type === 'changed'));
    befores.delete(taskId);
    for (const { type, seq } of facts) {
      if (type !== 'snapshot_taken') continue;
      snapshots.delete(snapshotId(seq));
      gone.count += 1;
      gone.last = Math.max(gone.last, seq);
    }
  },
  saved: {
    values: savedObserved,
    gone: { count: 'count', last: 'count' },
    befores: ['list', ['tuple', 'text', savedValues]],
    taken: ['list', ['tuple', 'count', savedValues]],
  },
  save: (list) => ({ values: list.values.save(), gone: { ...list.gone }, ...sealedIn(list) }) as unknown as Json,
  load(saved) {
    const { values, gone, befores, taken } = saved as unknown as SavedSnapshots;
    const sealed = { befores: loadSealed(befores), taken: loadSealed(taken) };
    return startWith(ObservedValues.load(values), { ...gone }, sealed);
  },
};

/** The id of the newest snapshot. */
export function lastSnapshotOf({ last }: SnapshotList): string | undefined {
  return last > 0 ? snapshotId(last) : undefined;
}

/** The newest recorded value of a target. */
export function observedValue(source: FactSource, target: string): Json | undefined {
  return source.fold(snapshotList).values.get(target);
}

/** Told of changes of an observed value before they are recorded. */
export function expectValue(source: FactSource, expected: Expected): void {
  source.fold(snapshotList).values.expect(expected);
}

/** The snapshots, oldest first, with the host's values. */
export function snapshotsOf(source: FactSource, query: SnapshotQuery = {}): readonly Snapshot[] {
  const { label, task = () => true } = query;
  const found: Snapshot[] = [];
  for (const [id, taken] of source.fold(snapshotList).snapshots) {
    const { fact } = taken;
    if ((label === undefined || fact.label === label) && task(fact.taskId)) found.push(snapshotOf(source, id, taken));
  }
  return Object.freeze(found);
}

/** The snapshot that one fact took. */
export function snapshotAt(source: FactSource, seq: number): Snapshot | undefined {
  const id = snapshotId(seq);
  const taken = source.fold(snapshotList).snapshots.get(id);
  return taken && snapshotOf(source, id, taken);
}

/** Whether an open task has observed a target before. */
export function hasObserved(source: FactSource, taskId: string, target: string): boolean {
  return source.fold(snapshotList).befores.get(taskId)?.has(target) ?? false;
}

/** The observed values of a snapshot, by target; undefined for an unknown id. */
export function restoreFrom(source: FactSource, snapshotId: string): Readonly<Record<string, unknown>> | undefined {
  const taken = source.fold(snapshotList).snapshots.get(snapshotId);
  return taken && observedIn(source, taken);
}

function snapshotId(seq: number): string {
  return `s${seq}`;
}

function startWith(values: ObservedValues, gone: SnapshotList['gone'], sealed: Sealed): SnapshotList {
  return { values, befores: new Map(), snapshots: new Map(), ...gone, gone, sealed };
}

function addObservation(list: SnapshotList, fact: FactOf<'changed'>): void {
  const { taskId, target } = fact;
  const befores = beforesOf(list, taskId);
  const sealed = list.sealed.befores.get(taskId);
  if (!befores.has(target)) befores.set(target, sealed?.has(target) ? sealed.get(target) : list.values.get(target));
  list.values.observe(fact);
}

function addSnapshot(list: SnapshotList, fact: FactOf<'snapshot_taken'>): void {
  const befores = beforesOf(list, fact.taskId);
  const taken = fact.phase === 'before' ? befores : list.sealed.taken.get(fact.seq);
  list.snapshots.set(snapshotId(fact.seq), { fact, observed: taken ?? currentValues(list, befores.keys()) });
  list.count += 1;
  list.last = Math.max(list.last, fact.seq);
  if (fact.phase === 'after') list.befores.delete(fact.taskId);
}

function beforesOf(list: SnapshotList, taskId: string): Values {
  const befores = list.befores.get(taskId) ?? new Map();
  list.befores.set(taskId, befores);
  return befores;
}

function currentValues(list: SnapshotList, targets: Iterable<string>): Values {
  return new Map(Array.from(targets, (target) => [target, list.values.get(target)]));
}

function snapshotOf(source: FactSource, id: string, taken: TakenSnapshot): Snapshot {
  const { seq, timestamp, taskId, attempt, label, phase } = taken.fact;
  return Object.freeze({ id, seq, timestamp, taskId, attempt, label, phase, observed: observedIn(source, taken) });
}

function observedIn(source: FactSource, { observed }: TakenSnapshot): Readonly<Record<string, unknown>> {
  const there = [...observed].filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(there.map(([target, value]) => [target, source.decode(value)])));
}

interface SavedSnapshots {
  readonly values: Json;
  readonly gone: SnapshotList['gone'];
  readonly befores: SavedValues<string>;
  readonly taken: SavedValues<number>;
}

/** Needed only where something was let go: else the facts tell all of it. */
function sealedIn({ values, befores, snapshots }: SnapshotList): Pick<SavedSnapshots, 'befores' | 'taken'> {
  if (!values.isCut) return { befores: [], taken: [] };
  const all = [...snapshots.values()];
  const first = new Map<string, Values>();
  const later = new Map<number, Values>();
  for (const { fact, observed } of all) {
    if (fact.phase === 'before') first.set(fact.taskId, observed);
    else later.set(fact.seq, observed);
  }
  for (const [taskId, observed] of befores) first.set(taskId, observed);
  return { befores: saveSealed(first), taken: saveSealed(later) };
}
