import type { DraftOf, Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Position } from '../ports/position.ts';
import type { GoneTask, View } from '../ports/view.ts';
import { type EndedGroup, Groups } from './groups.ts';
import type { Lens } from './lens.ts';
import type { Retention } from './retention.ts';

/** Where tasks are let go of. */
export interface Kept {
  now(): number;
  positionOf(taskId: string): Position | undefined;
  isDone(task: Position): boolean;
  /** The number of the newest record of a task. */
  latestSeq(task: Position): number;
  /** When a fact came about, epoch milliseconds. */
  timestamp(seq: number): number;
  factsOf(task: Position): readonly Fact[];
  forget(gone: GoneTask): void;
}

/**
 * Lets go of tasks that are done: the oldest ends first, groups as a whole.
 *
 * 1. What is due is a matter of what ended, and when. It is let go when somebody looks, or when many have ended.
 * 2. Nothing is let go while facts are being told: who hears of a task can read it.
 * 3. Views of which something counts for ever have taken in every fact before it is let go.
 */
export class Keeper {
  readonly groups: Groups;
  readonly #kept: Kept;
  readonly #lens: Lens;
  readonly #retention: Retention;
  readonly #lasting: readonly View<unknown>[];
  #ends = 0;
  /** How many tasks were let go. */
  dropped = 0;
  /** Whether it is not the time to let go of anything. */
  isBusy: () => boolean = () => false;

  constructor(kept: Kept, lens: Lens, retention: Retention, lasting: readonly View<unknown>[]) {
    this.#kept = kept;
    this.#lens = lens;
    this.#retention = retention;
    this.#lasting = lasting;
    this.groups = new Groups(
      (taskId) => kept.positionOf(taskId),
      (task) => kept.isDone(task),
    );
  }

  created(task: Position, draft: DraftOf<'task_created'>): void {
    this.groups.created(task, draft);
  }

  ended(task: Position): void {
    this.#ends += 1;
    this.groups.ended(task);
  }

  /** Whether so many tasks have ended that it is time to look. */
  isOverdue(most: number): boolean {
    return this.#ends >= most;
  }

  settle(): void {
    this.#ends = 0;
    let due = this.#due();
    if (!due || this.isBusy()) return;
    this.#lens.takeIn(this.#lasting);
    for (; due; due = this.#due()) {
      for (const member of due.members) this.#letGo(member);
      this.groups.dropOldest(due);
    }
  }

  save(): Json {
    return [this.groups.save(), this.dropped];
  }

  load(saved: Json): void {
    const [groups, dropped] = saved as readonly [Json, number];
    this.groups.load(groups);
    this.dropped = dropped;
  }

  #due(): EndedGroup | undefined {
    const { maxTasks, maxAge } = this.#retention;
    if (this.groups.size > maxTasks) return this.groups.oldest;
    const oldest = maxAge === Number.POSITIVE_INFINITY ? undefined : this.groups.oldest;
    return oldest && this.#ageOf(oldest) > maxAge ? oldest : undefined;
  }

  #ageOf({ members }: EndedGroup): number {
    const ends = members.map((member) => this.#kept.timestamp(this.#kept.latestSeq(member)));
    return this.#kept.now() - ends.reduce((last, end) => Math.max(last, end), 0);
  }

  #letGo(position: Position): void {
    const facts = this.#kept.factsOf(position);
    const created = facts[0] as FactOf<'task_created'>;
    const end = facts.findLast(({ type }) => type === 'stage_changed') as FactOf<'stage_changed'>;
    const gone = { taskId: created.taskId, position, created, end, facts };
    this.#lens.forget(gone);
    this.#kept.forget(gone);
    this.dropped += 1;
  }
}
