import type { Change, ChangeType } from '../model/change.ts';
import type { Fact, FactOf, LeafChange } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/** Every observation that changed something, over all and by target; records are made when somebody looks. */
export interface ChangeList {
  readonly observations: Observation[];
  readonly byTarget: Map<string, Observation[]>;
  /** How many leaves changed. */
  count: number;
  lastId?: string;
}
export type Observation = FactOf<'changed'>;

/** Which changes: every field that is given must hold. */
export interface ChangeQuery {
  readonly task?: (taskId: string) => boolean;
  readonly target?: string;
  readonly type?: ChangeType;
}

export const changeList: View<ChangeList> = {
  name: 'changeList',
  types: new Set(['changed']),
  start: () => ({ observations: [], byTarget: new Map(), count: 0 }),
  add: (list, fact: Fact) => {
    if (fact.type === 'changed' && fact.changes.length > 0) addObservation(list, fact);
  },
};

/** The changes, oldest first, with the host's values. */
export function changesOf(source: FactSource, query: ChangeQuery = {}): readonly Change[] {
  const { target, task = () => true } = query;
  const found: Change[] = [];
  for (const observation of observationsOf(source.fold(changeList), target)) {
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

/** The observations that changed something: of one target, or all. */
export function observationsOf(list: ChangeList, target?: string): readonly Observation[] {
  return target === undefined ? list.observations : (list.byTarget.get(target) ?? []);
}

function addObservation(list: ChangeList, fact: Observation): void {
  list.observations.push(fact);
  const ofTarget = list.byTarget.get(fact.target);
  if (ofTarget) ofTarget.push(fact);
  else list.byTarget.set(fact.target, [fact]);
  list.count += fact.changes.length;
  list.lastId = changeId(fact, fact.changes.length - 1);
}

function addChanges(into: Change[], source: FactSource, fact: Observation, type: ChangeType | undefined): void {
  fact.changes.forEach((leaf, at) => {
    if (type === undefined || leaf.type === type) into.push(changeOf(source, fact, leaf, changeId(fact, at)));
  });
}

/** Counted from 1 within its fact. */
function changeId(fact: Observation, at: number): string {
  return `${fact.seq}.${at + 1}`;
}

function changeOf(source: FactSource, fact: Observation, leaf: LeafChange, id: string): Change {
  const { seq, timestamp, taskId, target, transform, lossy } = fact;
  const { path, type, before, after, containers } = leaf;
  const where = { id, seq, timestamp, taskId, target, path, type };
  return Object.freeze({
    ...where,
    ...(before !== undefined && { before: source.decode(before) }),
    ...(after !== undefined && { after: source.decode(after) }),
    ...(transform !== undefined && { transform }),
    ...(containers && { containers: Object.freeze([...containers]) }),
    ...(lossy && { lossy }),
  });
}
