import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { type ObservedValues, observe } from './observed.ts';

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
  readonly befores: Map<string, Befores>;
  /** By id, in order. */
  readonly snapshots: Map<string, TakenSnapshot>;
  lastId?: string;
}
/** Undefined for a target that was not there. */
type Befores = Map<string, Json | undefined>;
export interface TakenSnapshot {
  readonly fact: FactOf<'snapshot_taken'>;
  readonly observed: ReadonlyMap<string, Json | undefined>;
}

/** Which snapshots: every field that is given must hold. */
export interface SnapshotQuery {
  readonly task?: (taskId: string) => boolean;
  readonly label?: string;
}

export const snapshotList: View<SnapshotList> = {
  name: 'snapshotList',
  types: new Set(['changed', 'snapshot_taken']),
  start: () => ({ values: new Map(), befores: new Map(), snapshots: new Map() }),
  add: (list, fact: Fact) => {
    if (fact.type === 'changed') addObservation(list, fact);
    if (fact.type === 'snapshot_taken') addSnapshot(list, fact);
  },
};

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
  const taken = source.fold(snapshotList).snapshots.get(`s${seq}`);
  return taken && snapshotOf(source, `s${seq}`, taken);
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

function addObservation(list: SnapshotList, fact: FactOf<'changed'>): void {
  const befores = beforesOf(list, fact.taskId);
  if (!befores.has(fact.target)) befores.set(fact.target, list.values.get(fact.target));
  observe(list.values, fact);
}

function addSnapshot(list: SnapshotList, fact: FactOf<'snapshot_taken'>): void {
  const befores = beforesOf(list, fact.taskId);
  const observed = fact.phase === 'before' ? befores : currentValues(list, befores.keys());
  list.lastId = `s${fact.seq}`;
  list.snapshots.set(list.lastId, { fact, observed });
  if (fact.phase === 'after') list.befores.delete(fact.taskId);
}

function beforesOf(list: SnapshotList, taskId: string): Befores {
  const befores = list.befores.get(taskId) ?? new Map();
  list.befores.set(taskId, befores);
  return befores;
}

function currentValues(list: SnapshotList, targets: Iterable<string>): Befores {
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
