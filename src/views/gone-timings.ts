import type { Json } from '../model/json.ts';
import type { Template } from '../model/template.ts';
import type { Position } from '../ports/position.ts';
import { type CountedRow, type Grouping, groupings, namesOf } from './counted-rows.ts';
import { countRow, emptyTally, loadTally, savedTally, saveTally, type Tally } from './tally.ts';
import type { TaskTimes } from './task-times.ts';
import { toNanoseconds } from './units.ts';

/** The rows of tasks that were let go, under one name of a summary. */
export interface GoneGroup {
  /** The first task that counted here. */
  first: Position;
  /** The name of the work. */
  readonly work: string;
  readonly tally: Tally;
}
export type GoneTimings = Readonly<Record<Grouping, Map<string, GoneGroup>>>;

type Created = TaskTimes['created'];
export function noGoneTimings(): GoneTimings {
  return { name: new Map(), tag: new Map(), parent: new Map() };
}

/** Counts rows that are let go under all names that they stand under. */
export function countGone(gone: GoneTimings, position: Position, created: Created, rows: readonly CountedRow[]): void {
  for (const by of groupings) {
    for (const { step, waited, ran } of rows) {
      const length = ran === undefined ? undefined : toNanoseconds(ran);
      for (const name of namesOf(created, step, by))
        countRow(groupOf(gone[by], name, position, created), toNanoseconds(waited), length);
    }
  }
}

const savedGroups: Template = ['list', ['tuple', 'text', 'count', 'text', savedTally]];
/** As a checkpoint holds them. */
export const savedGone: Template = ['tuple', savedGroups, savedGroups, savedGroups];

export function saveGone(gone: GoneTimings): Json {
  return groupings.map((by) =>
    [...gone[by]].map(([name, { first, work, tally }]) => [name, first, work, saveTally(tally)]),
  );
}

export function loadGone(saved: Json): GoneTimings {
  const gone = noGoneTimings();
  groupings.forEach((by, at) => {
    for (const [name, first, work, tally] of (saved as readonly SavedGroup[][])[at] ?? []) {
      gone[by].set(name, { first, work, tally: loadTally(tally) });
    }
  });
  return gone;
}
type SavedGroup = readonly [string, Position, string, Json];

function groupOf(groups: Map<string, GoneGroup>, name: string, task: Position, created: Created): Tally {
  const known = groups.get(name) ?? { first: task, work: created.name, tally: emptyTally() };
  groups.set(name, known);
  known.first = Math.min(known.first, task);
  return known.tally;
}
