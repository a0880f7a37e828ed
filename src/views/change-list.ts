import type { Change, ChangeType } from '../model/change.ts';
import type { FactOf, LeafChange } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { Places } from './places.ts';
import { PlacesBy } from './places-by.ts';

/**
 * Every observation that changed something, over all and by target, by the numbers of their facts; records are made
 * when somebody looks.
 */
export interface ChangeList {
  readonly observations: Places;
  readonly byTarget: PlacesBy;
  /** How many leaves changed. */
  count: number;
  /** The fact that changed something last, and how many leaves. */
  last: LastChange;
  readonly gone: { count: number; last: LastChange };
}
interface LastChange {
  readonly seq: number;
  readonly leaves: number;
}
type Observation = FactOf<'changed'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Which changes: every field that is given must hold. */
export interface ChangeQuery {
  readonly task?: (taskId: string) => boolean;
  readonly target?: string;
  readonly type?: ChangeType;
}

export const changeList: View<ChangeList> = {
  name: 'changeList',
  types: new Set(['changed']),
  start: () => startWith(0, { seq: 0, leaves: 0 }),
  add: (list, fact) => {
    if (fact.type === 'changed' && fact.changes.length > 0) addObservation(list, fact);
  },
  forget(list, { facts }) {
    for (const fact of facts) if (fact.type === 'changed' && fact.changes.length > 0) forgetObservation(list, fact);
  },
  saved: ['tuple', 'count', 'count', 'count'],
  save: ({ gone: { count, last } }) => [count, last.seq, last.leaves],
  load(saved) {
    const [count, seq, leaves] = saved as readonly [number, number, number];
    return startWith(count, { seq, leaves });
  },
};

/** The changes, oldest first, with the host's values. */
export function changesOf(source: FactSource, query: ChangeQuery = {}): readonly Change[] {
  const { target, task = () => true } = query;
  const found: Change[] = [];
  for (const observation of observationsOf(source, target)) {
    if (task(observation.taskId)) addChanges(found, source, observation, query.type);
  }
  return Object.freeze(found);
}

/** The changes of one observation, with the host's values. */
export function changesIn(source: FactSource, seq: number): readonly Change[] {
  const fact = source.fact(seq);
  const found: Change[] = [];
  if (fact?.type === 'changed') addChanges(found, source, fact, undefined);
  return Object.freeze(found);
}

/** The id of the newest change. */
export function lastChangeOf({ last: { seq, leaves } }: ChangeList): string | undefined {
  return leaves > 0 ? changeId({ seq }, leaves - 1) : undefined;
}

/** The observations that are kept and changed something: of one target, or all. */
function* observationsOf(source: FactSource, target?: string): Iterable<Observation> {
  const list = source.fold(changeList);
  const places = target === undefined ? list.observations.list() : list.byTarget.list(target);
  for (const seq of places) yield source.fact(seq) as Observation;
}

function startWith(count: number, last: LastChange): ChangeList {
  return { observations: new Places(), byTarget: new PlacesBy(), count, last, gone: { count, last } };
}

function addObservation(list: ChangeList, { seq, target, changes }: Observation): void {
  list.byTarget.add(target, seq);
  list.observations.add(seq);
  list.count += changes.length;
  if (seq > list.last.seq) list.last = { seq, leaves: changes.length };
}

function forgetObservation({ observations, byTarget, gone }: ChangeList, { seq, target, changes }: Observation): void {
  observations.remove(seq);
  byTarget.remove(target, seq);
  gone.count += changes.length;
  if (seq > gone.last.seq) gone.last = { seq, leaves: changes.length };
}

function addChanges(into: Change[], source: FactSource, fact: Observation, type: ChangeType | undefined): void {
  fact.changes.forEach((leaf, at) => {
    if (type === undefined || leaf.type === type) into.push(changeOf(source, fact, leaf, changeId(fact, at)));
  });
}

/** Counted from 1 within its fact. */
function changeId(fact: { readonly seq: number }, at: number): string {
  return `${fact.seq}.${at + 1}`;
}

function changeOf(source: FactSource, fact: Observation, leaf: LeafChange, id: string): Change {
  const { seq, timestamp, taskId, target, transform, lossy } = fact;
  const { path, type, before, after, containers } = leaf;
  const change: Writable<Change> = { id, seq, timestamp, taskId, target, path, type };
  if (before !== undefined) change.before = source.decode(before);
  if (after !== undefined) change.after = source.decode(after);
  if (transform !== undefined) change.transform = transform;
  if (containers) change.containers = Object.freeze([...containers]);
  if (lossy) change.lossy = lossy;
  return Object.freeze(change);
}
