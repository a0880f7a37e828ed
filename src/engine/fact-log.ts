import { beforeFloor, expired } from '../model/expired.ts';
import type { Draft, DraftOf, Fact, FactOf, FactType, Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { meaningOf } from '../model/meaning.ts';
import type { Position, Visitor } from '../ports/source.ts';
import type { GoneTask } from '../ports/view.ts';
import { factOf } from './fact-of.ts';
import { Floor } from './floor.ts';
import { inLine } from './in-line.ts';
import { Ids } from './ids.ts';
import { Rows } from './rows.ts';
import { TaskRows } from './task-rows.ts';
import type { Surplus } from './thin-out.ts';

/** The facts that are kept, and where those of each task stand: what a ledger knows without judging any of it. */
export class FactLog {
  readonly ids = new Ids();
  readonly #rows = new Rows();
  readonly #tasks = new TaskRows();
  readonly gone = new Floor();

  get seq(): number {
    return this.#rows.length;
  }

  /** The newest fact that was let go; 0 while there is none. */
  get floor(): number {
    return this.gone.seq;
  }

  /** How often something was let go: what was read before may not be there any more. */
  get lettings(): number {
    return this.gone.lettings;
  }

  /** The newest fact that was let go, without signs of life of tasks that are kept. */
  get gap(): number {
    return this.gone.gap;
  }

  get taskCount(): number {
    return this.#tasks.length;
  }

  *facts(since = 0): Iterable<Fact> {
    for (let row = this.#next(since); row < this.#rows.length; row = this.#rows.next(row + 1)) yield this.#factAt(row);
  }

  visit(since: number, types: ReadonlySet<FactType> | undefined, visitor: Visitor, until = this.seq): void {
    if (types && !this.#rows.hasAny(types, Math.trunc(since))) return;
    for (let row = this.#next(since); row < until; row = this.#rows.next(row + 1)) {
      if (types && !types.has(this.#rows.type(row) as FactType)) continue;
      const task = this.#rows.task(row);
      const fact = this.#factAt(row);
      visitor(this.gone.short.has(task) ? inLine(this, fact) : fact, task < 0 ? undefined : task);
    }
  }

  fact(seq: number): Fact | undefined {
    return this.#rows.has(seq - 1) ? this.#factAt(seq - 1) : undefined;
  }

  draft(seq: number): Draft {
    return this.#rows.draft(seq - 1);
  }

  timestamp(seq: number): number {
    return this.#rows.timestamp(seq - 1);
  }

  newest(type: FactType): number {
    return this.#rows.newest(type) + 1;
  }

  factsOf(task: Position): readonly Fact[] {
    const facts: Fact[] = [];
    for (let row = this.#kept(task, this.#tasks.newest(task)); row >= 0; row = this.#rows.before(row))
      facts.push(this.#factAt(row));
    return facts.reverse();
  }

  created(task: Position): FactOf<'task_created'> {
    return this.#factAt(this.createdSeq(task) - 1) as FactOf<'task_created'>;
  }

  createdSeq(task: Position): number {
    return this.#kept(task, this.#tasks.first(task)) + 1;
  }

  latest(task: Position): FactOf<'stage_changed'> | undefined {
    const seq = this.latestSeq(task);
    return seq === 0 ? undefined : (this.#factAt(seq - 1) as FactOf<'stage_changed'>);
  }

  latestSeq(task: Position): number {
    return this.#kept(task, this.#tasks.record(task)) + 1;
  }

  recordBefore(seq: number): number {
    if (!this.#rows.has(seq - 1)) throw beforeFloor(seq, this.floor);
    let row = this.#rows.before(seq - 1);
    while (row >= 0 && this.#rows.type(row) !== 'stage_changed') row = this.#rows.before(row);
    return row + 1;
  }

  /** The clocks at a fact, from the floor on; undefined before the first one. */
  stampAt(seq: number): Omit<Stamp, 'seq'> | undefined {
    if (seq === this.floor) return this.gone.clocks;
    return this.#rows.has(seq - 1) ? { timestamp: this.timestamp(seq), mono: this.#rows.mono(seq - 1) } : undefined;
  }

  has(task: Position): boolean {
    return this.#tasks.has(task);
  }

  /** Whether memory holds its oldest and its newest facts only. */
  isShort(task: Position): boolean {
    return this.gone.short.has(task);
  }

  isDone(task: Position): boolean {
    const seq = this.latestSeq(task);
    return seq > 0 && meaningOf(this.draft(seq) as DraftOf<'stage_changed'>).phase === 'done';
  }

  positions(): readonly Position[] {
    const positions: Position[] = [];
    for (let at = this.#tasks.next(0); at < this.taskCount; at = this.#tasks.next(at + 1)) positions.push(at);
    return positions;
  }

  /** The fact that created the oldest task that is kept; the next fact where there is none. */
  get oldest(): number {
    const task = this.#tasks.next(0);
    return task < this.taskCount ? this.createdSeq(task) : this.seq + 1;
  }

  idOf(task: Position): string {
    if (task >= this.ids.unsureFrom && task < this.taskCount && !this.has(task)) throw expired();
    return this.ids.idOf(task);
  }

  positionOf(taskId: string): Position | undefined {
    const position = this.ids.positionOf(taskId, this.taskCount);
    return position !== undefined && this.#tasks.has(position) ? position : undefined;
  }

  /** Whether there was a task of this id, which was let go; an id that was given is not known any more then. */
  isGone(taskId: string): boolean {
    const position = this.ids.positionOf(taskId, this.taskCount);
    return position !== undefined && !this.#tasks.has(position);
  }

  /** Leaves out all facts up to this one: those of tasks that were let go, or what is not there any more. */
  skipTo(stamp: Stamp): void {
    this.#rows.skipTo(stamp.seq);
    this.gone.letGo(stamp);
  }

  /** Of the keeper: the views have let go of it. */
  forget({ position, facts }: GoneTask): void {
    for (const { seq } of facts) this.#rows.forget(seq - 1);
    this.#tasks.forget(position);
    this.gone.short.delete(position);
    this.ids.forget(position);
    const newest = facts.at(-1);
    if (newest) this.gone.letGo(newest);
  }

  /** @param task the next one */
  protected addTask(task: Position, creation: DraftOf<'task_created'>, stamp: Stamp): void {
    this.#tasks.create(this.#rows.length);
    this.#rows.push(task, -1, creation, stamp);
  }

  /** @param task absent for a fact about no task */
  protected add(task: Position | undefined, draft: Draft, stamp: Stamp, isRecord = false): void {
    const before = task === undefined ? -1 : this.#tasks.add(task, this.#rows.length, isRecord);
    this.#rows.push(task ?? -1, before, draft, stamp);
  }

  protected tasksUpTo(seq: number): number {
    return this.#tasks.countBefore(seq);
  }

  /** Of the crowd: lets go of some facts of a task that is kept. */
  thinOut(task: Position, surplus: Surplus): void {
    const rows = [...surplus.signs, ...surplus.others].map(({ seq }) => seq - 1);
    this.gone.thinOut(task, surplus, this.fact(surplus.until));
    this.#rows.thinOut(this.#tasks.newest(task), new Set(rows));
  }

  protected saveFacts(): Json {
    return [this.gone.save(), this.#rows.save(), this.#tasks.save(), this.ids.save()];
  }

  protected loadFacts(saved: Json): void {
    const [floor, rows, tasks, ids] = saved as readonly [Json, Json, Json, Json];
    this.gone.load(floor);
    this.#rows.load(rows);
    this.#tasks.load(tasks);
    this.ids.load(ids);
  }

  #kept(task: Position, row: number): number {
    if (row < -1) throw expired(task < this.ids.unsureFrom ? this.ids.idOf(task) : undefined);
    return row;
  }

  #next(since: number): number {
    return this.#rows.next(Math.max(0, Math.trunc(since)));
  }

  #factAt(row: number): Fact {
    const rows = this.#rows;
    const task = rows.task(row);
    const stamp = { seq: row + 1, timestamp: rows.timestamp(row), mono: rows.mono(row) };
    return factOf(stamp, task < 0 ? undefined : this.idOf(task), rows.draft(row));
  }
}
