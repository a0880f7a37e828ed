import type { DraftOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Position } from '../ports/position.ts';
import { Queue } from './queue.ts';

/** Tasks that are let go together. */
interface Group {
  /** Its first task, by which it goes. */
  readonly root: Position;
  readonly members: Position[];
  /** How many of them are open, and how many open tasks wait for one of them. */
  needed: number;
  /** How many times it stands in the line of those that have ended. */
  entries: number;
}

/** A group that has ended. */
export interface EndedGroup {
  readonly root: Position;
  readonly members: readonly Position[];
}

/**
 * Which tasks are let go together, and in which order.
 *
 * 1. A group is a tree, with all that went on from it (`resumedFrom`); a task that is tied to no other is one by itself.
 * 2. It has ended when all in it are done, and all that were to come after one of it (`after`) are. It stands in the line
 *    from then on.
 * 3. A task that is added to it opens it again; it then comes to the end of the line.
 */
export class Groups {
  /** By each of their members. Nothing is kept of a task that is tied to no other. */
  readonly #of = new Map<Position, Group>();
  /** By the open task: what it comes after. */
  readonly #awaited = new Map<Position, readonly Group[]>();
  readonly #line = new Queue();
  readonly #positionOf: (taskId: string) => Position | undefined;
  readonly #isDone: (position: Position) => boolean;
  /** How many tasks are in ended groups. */
  size = 0;

  constructor(positionOf: (taskId: string) => Position | undefined, isDone: (position: Position) => boolean) {
    this.#positionOf = positionOf;
    this.#isDone = isDone;
  }

  created(position: Position, { parent, resumedFrom, after }: DraftOf<'task_created'>): void {
    if (parent === undefined && resumedFrom === undefined && after === undefined) return;
    const kin = this.#known(parent ?? resumedFrom);
    if (kin !== undefined) this.#join(position, this.#groupOf(kin));
    if (after) this.#await(position, after);
  }

  ended(position: Position): void {
    const group = this.#of.size === 0 ? undefined : this.#of.get(position);
    if (group) this.#release(group);
    else this.#enter(position, 1);
    if (this.#awaited.size > 0) this.#endWait(position);
  }

  /** The group that ended first. */
  get oldest(): EndedGroup | undefined {
    for (let root = this.#line.first; root !== undefined; root = this.#line.first) {
      const group = this.#of.get(root);
      if (!group) return { root, members: [root] };
      if (group.needed === 0 && group.entries === 1) return group;
      group.entries -= 1;
      this.#line.shift();
    }
    return undefined;
  }

  /** Lets go of it. */
  dropOldest({ members }: EndedGroup): void {
    this.#line.shift();
    this.size -= members.length;
    for (const member of members) this.#of.delete(member);
  }

  /** Those that are tied to others, in order of creation. */
  tied(): readonly Position[] {
    return [...this.#of.keys()].sort((one, other) => one - other);
  }

  save(): Json {
    const groups = [...new Set(this.#of.values())];
    return {
      size: this.size,
      line: this.#line.list(),
      groups: groups.map(({ root, members, needed, entries }) => [root, needed, entries, members]),
      awaited: [...this.#awaited].map(([position, others]) => [position, others.map(({ root }) => root)]),
    };
  }

  load(saved: Json): void {
    const { size, line, groups, awaited } = saved as unknown as SavedGroups;
    this.size = size;
    for (const root of line) this.#line.push(root);
    for (const [root, needed, entries, members] of groups) {
      const group = { root, needed, entries, members: [...members] };
      for (const member of members) this.#of.set(member, group);
    }
    for (const [position, roots] of awaited)
      this.#awaited.set(
        position,
        roots.map((root) => this.#groupOf(root)),
      );
  }

  #known(taskId: string | undefined): Position | undefined {
    return taskId === undefined ? undefined : this.#positionOf(taskId);
  }

  /** Of a task that is tied to no other yet, a new one. */
  #groupOf(position: Position): Group {
    const known = this.#of.get(position);
    if (known) return known;
    const isDone = this.#isDone(position);
    const group = { root: position, members: [position], needed: isDone ? 0 : 1, entries: isDone ? 1 : 0 };
    this.#of.set(position, group);
    return group;
  }

  #join(position: Position, group: Group): void {
    this.#need(group);
    group.members.push(position);
    this.#of.set(position, group);
  }

  #await(position: Position, after: readonly string[]): void {
    const others = after.flatMap((taskId) => this.#known(taskId) ?? []).map((other) => this.#groupOf(other));
    for (const other of others) this.#need(other);
    this.#awaited.set(position, others);
  }

  #endWait(position: Position): void {
    const others = this.#awaited.get(position) ?? [];
    this.#awaited.delete(position);
    for (const other of others) this.#release(other);
  }

  #need(group: Group): void {
    if (group.needed === 0) this.size -= group.members.length;
    group.needed += 1;
  }

  #release(group: Group): void {
    group.needed -= 1;
    if (group.needed > 0) return;
    group.entries += 1;
    this.#enter(group.root, group.members.length);
  }

  #enter(root: Position, members: number): void {
    this.#line.push(root);
    this.size += members;
  }
}

interface SavedGroups {
  readonly size: number;
  readonly line: readonly Position[];
  readonly groups: readonly (readonly [Position, number, number, readonly Position[]])[];
  readonly awaited: readonly (readonly [Position, readonly Position[]])[];
}
