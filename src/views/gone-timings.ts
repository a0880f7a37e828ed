import type { Json } from '../model/json.ts';
import type { Position } from '../ports/position.ts';
import { countRow, emptyTally, loadTally, saveTally, type Tally } from './tally.ts';
import type { TaskTimes } from './task-times.ts';
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

const groupings: readonly Grouping[] = ['name', 'tag', 'parent'];

export function noGoneTimings(): GoneTimings {
  return { name: new Map(), tag: new Map(), parent: new Map() };
}

/** Counts a task that is let go under all names that its rows would stand under. */
export function countGone(gone: GoneTimings, position: Position, times: TaskTimes): void {
  const { created, steps } = times;
  for (const by of groupings) {
    for (const name of namesOf(created, undefined, by)) countAttempts(groupOf(gone[by], name, position, times), times);
  }
  for (const { step, end } of steps?.all ?? []) {
    const [name] = namesOf(created, step, 'name');
    countRow(groupOf(gone.name, name as string, position, times), 0, toNanoseconds(end?.ran ?? 0));
  }
}

/** The names that the rows of a task, or of one of its steps, stand under. */
export function namesOf(
  { name, path = name, tags }: TaskTimes['created'],
  step: string | undefined,
  by: Grouping,
): readonly string[] {
  if (by === 'name') return [step === undefined ? name : `${name} › ${step}`];
  if (step !== undefined) return [];
  return by === 'tag' ? [...new Set(tags)] : [path.slice(0, Math.max(0, path.lastIndexOf('/')))];
}

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

function countAttempts(tally: Tally, { attempts, next }: TaskTimes): void {
  if (attempts.length === 0) countRow(tally, toNanoseconds(next.waited), undefined);
  for (const { parts } of attempts) countRow(tally, toNanoseconds(parts.waited), toNanoseconds(parts.ran));
}

function groupOf(groups: Map<string, GoneGroup>, name: string, task: Position, { created }: TaskTimes): Tally {
  const known = groups.get(name) ?? { first: task, work: created.name, tally: emptyTally() };
  groups.set(name, known);
  known.first = Math.min(known.first, task);
  return known.tally;
}
