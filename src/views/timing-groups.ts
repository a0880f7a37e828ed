import type { Position } from '../ports/source.ts';
import { type CountedRow, type Grouping, namesOf } from './counted-rows.ts';
import { Lengths } from './lengths.ts';
import type { TaskTimes } from './task-times.ts';
import { toNanoseconds } from './units.ts';

/** The rows under one name of a summary. */
export interface TimingGroup {
  readonly work: string;
  /** The first task that has a row here. */
  first: Position;
  rows: number;
  /** Nanoseconds. */
  waited: number;
  readonly ran: Lengths;
}

type Created = TaskTimes['created'];

/** Rows by the names that they stand under. What is taken out again leaves nothing behind. */
export class TimingGroups {
  readonly #by: Grouping;
  readonly #groups = new Map<string, TimingGroup>();

  constructor(by: Grouping) {
    this.#by = by;
  }

  get(name: string): TimingGroup | undefined {
    return this.#groups.get(name);
  }

  [Symbol.iterator](): Iterator<readonly [string, TimingGroup]> {
    return this.#groups.entries();
  }

  add(position: Position, created: Created, rows: readonly CountedRow[]): void {
    for (const row of rows) {
      for (const name of namesOf(created, row.step, this.#by)) addRow(this.#of(name, position, created), row);
    }
  }

  remove(created: Created, rows: readonly CountedRow[]): void {
    for (const row of rows) for (const name of namesOf(created, row.step, this.#by)) this.#removeRow(name, row);
  }

  #of(name: string, position: Position, created: Created): TimingGroup {
    const group = this.#groups.get(name) ?? newGroup(created.name, position);
    this.#groups.set(name, group);
    group.first = Math.min(group.first, position);
    return group;
  }

  #removeRow(name: string, { waited, ran }: CountedRow): void {
    const group = this.#groups.get(name);
    if (!group) return;
    group.rows -= 1;
    group.waited -= nanoseconds(waited);
    if (ran !== undefined) group.ran.remove(ran);
    if (group.rows === 0) this.#groups.delete(name);
  }
}

function newGroup(work: string, first: Position): TimingGroup {
  return { work, first, rows: 0, waited: 0, ran: new Lengths() };
}

function addRow(group: TimingGroup, { waited, ran }: CountedRow): void {
  group.rows += 1;
  group.waited += nanoseconds(waited);
  if (ran !== undefined) group.ran.add(ran);
}

function nanoseconds(ms: number): number {
  return Math.round(toNanoseconds(ms) * 1e6);
}
