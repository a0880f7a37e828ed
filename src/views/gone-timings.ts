import type { Json } from '../model/json.ts';
import type { Template } from '../model/template.ts';
import type { Position } from '../ports/position.ts';
import { countRow, emptyTally, loadTally, savedTally, saveTally, type Tally } from './tally.ts';
import type { StepTimes } from './step-times.ts';
import type { TaskTimes } from './task-times.ts';
import type { TimeParts } from './time-parts.ts';
import type { OldTimes } from './timing-bases.ts';
import { toNanoseconds } from './units.ts';

/** What summaries stand for. */
export type Grouping = 'name' | 'tag' | 'parent';

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
/** What a row counts; nothing ran in one of a task that never ran. */
type Row = Pick<TimeParts, 'waited'> & Partial<TimeParts>;

export const groupings: readonly Grouping[] = ['name', 'tag', 'parent'];

export function noGoneTimings(): GoneTimings {
  return { name: new Map(), tag: new Map(), parent: new Map() };
}

/** Counts a task that is let go under all names that its rows would stand under. */
export function countGone(gone: GoneTimings, position: Position, times: TaskTimes): void {
  const { created, attempts, next, steps } = times;
  const waited = attempts.length === 0 ? [{ waited: next.waited }] : [];
  countRows(gone, position, created, [...waited, ...attempts.map(({ parts }) => parts)]);
  countSteps(gone, position, created, steps?.all ?? []);
}

/** The same of attempts and steps of a task that goes on. */
export function countOld(gone: GoneTimings, position: Position, { created }: TaskTimes, old: OldTimes): void {
  const parts = old.attempts.map((attempt) => attempt.parts);
  if (parts.length > 0) countRows(gone, position, created, parts);
  countSteps(gone, position, created, old.steps);
}

function countRows(gone: GoneTimings, position: Position, created: Created, rows: readonly Row[]): void {
  for (const by of groupings) {
    for (const name of namesOf(created, undefined, by)) {
      const tally = groupOf(gone[by], name, position, created);
      for (const row of rows)
        countRow(tally, toNanoseconds(row.waited), row.ran === undefined ? undefined : toNanoseconds(row.ran));
    }
  }
}

function countSteps(gone: GoneTimings, position: Position, created: Created, steps: readonly StepTimes[]): void {
  for (const { step, end } of steps) {
    const [name] = namesOf(created, step, 'name');
    countRow(groupOf(gone.name, name as string, position, created), 0, toNanoseconds(end?.ran ?? 0));
  }
}

/** The names that the rows of a task, or of one of its steps, stand under. */
export function namesOf(
  { name, path = name, tags }: Created,
  step: string | undefined,
  by: Grouping,
): readonly string[] {
  if (by === 'name') return [step === undefined ? name : `${name} › ${step}`];
  if (step !== undefined) return [];
  return by === 'tag' ? [...new Set(tags)] : [path.slice(0, Math.max(0, path.lastIndexOf('/')))];
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
