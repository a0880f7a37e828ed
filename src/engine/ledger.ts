import { decode } from '../codec/decode.ts';
import { beforeFloor, expired } from '../model/expired.ts';
import type { Draft, DraftOf, Fact, FactOf, FactType, Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Clock } from '../ports/clock.ts';
import { meaningOf } from '../model/meaning.ts';
import type { FactSource, Position, Visitor } from '../ports/source.ts';
import type { GoneTask, View } from '../ports/view.ts';
import type { TakenNames } from '../rules/child-names.ts';
import { evolve } from '../rules/evolve.ts';
import { initialState } from '../rules/state.ts';
import type { Entity } from './entity.ts';
import { factOf } from './fact-of.ts';
import { Ids } from './ids.ts';
import { Keeper } from './keeper.ts';
import { Lens } from './lens.ts';
import type { Lifecycles } from './lifecycles.ts';
import { Past } from './past.ts';
import { keepAll, type Retention } from './retention.ts';
import { Rows } from './rows.ts';
import { States } from './states.ts';
import { TaskRows } from './task-rows.ts';

/** What is kept, and of which views something counts for ever. */
export interface LedgerOptions {
  readonly retention?: Retention | undefined;
  readonly lasting?: readonly View<unknown>[] | undefined;
}

/** A ledger as it stands, as JSON. */
export interface Saved {
  readonly facts: Json;
  readonly tasks: Json;
  readonly views: Json;
}

/**
 * All that happened and is not let go, and the states of the tasks. It is changed by `remember` only, fact by fact;
 * replay goes the same way.
 */
export class Ledger implements FactSource {
  readonly ids = new Ids();
  /** Whether all facts are those of an owner that is gone. */
  isInherited = false;
  readonly #rows = new Rows();
  readonly #tasks = new TaskRows();
  readonly #states = new States((position) => this.#refold(position));
  readonly #lens = new Lens(this, (view) => this.#begin(view));
  readonly keeper: Keeper;
  readonly #lasting: readonly View<unknown>[];
  readonly #lifecycles: Lifecycles;
  readonly #clock: Clock;

  floor = 0;
  /** How many facts are neither here nor counted anywhere: no process can read them any more. */
  missing = 0;
  #floorStamp: Omit<Stamp, 'seq'> | undefined;
  /** What counts for ever of what was let go before this process, by view. */
  #bases: Readonly<Record<string, Json>> = {};

  constructor(clock: Clock, lifecycles: Lifecycles, { retention = keepAll, lasting = [] }: LedgerOptions = {}) {
    this.#clock = clock;
    this.#lifecycles = lifecycles;
    this.#lasting = lasting;
    this.keeper = new Keeper(this, this.#lens, retention, lasting);
  }

  get seq(): number {
    return this.#rows.length;
  }

  get taskCount(): number {
    return this.#tasks.length;
  }

  now(): number {
    return this.#clock.now();
  }

  monotonic(): number | undefined {
    return this.isInherited ? undefined : this.#clock.monotonic();
  }

  /** How many tasks are waiting. */
  get waiting(): number {
    return this.#states.waiting;
  }
  /** How many tasks are active. */
  get active(): number {
    return this.#states.active;
  }

  /** The tasks that are open, and those whose state is still at hand. */
  entities(): Iterable<Entity> {
    return this.#states.held();
  }
  entity(position: Position): Entity {
    return this.#states.at(position);
  }
  /** The one state of a task that is judged: see `States`. */
  current(entity: Entity): Entity {
    return this.#states.current(entity);
  }
  /** The names that are taken under a task, in its newest attempt. */
  childNames(parent: Position): TakenNames | undefined {
    return this.#states.childNames(parent);
  }

  remember(entity: Entity | undefined, draft: Draft, stamp: Stamp): void {
    if (entity === undefined) this.#rows.push(-1, -1, draft, stamp);
    else if (draft.type === 'task_created') this.#create(entity, draft, stamp);
    else this.#goOn(entity, draft, stamp);
  }

  #create(entity: Entity, draft: DraftOf<'task_created'>, stamp: Stamp): void {
    this.#tasks.create(this.#rows.length);
    this.#rows.push(entity.position, -1, draft, stamp);
    this.#states.create(entity);
    this.keeper.created(entity.position, draft);
    const parent = draft.parent === undefined ? undefined : this.positionOf(draft.parent);
    if (parent !== undefined) this.#states.nameChild(parent, draft);
  }

  #goOn(entity: Entity, draft: Draft, stamp: Stamp): void {
    const { position } = entity;
    const before = this.#tasks.add(position, this.#rows.length, draft.type === 'stage_changed');
    this.#rows.push(position, before, draft, stamp);
    if (this.#states.evolve(entity, draft, stamp)) this.keeper.ended(position);
  }

  /** Leaves out all facts up to this one: those of tasks that were let go, or what is not there any more. */
  skipTo(stamp: Stamp): void {
    this.#rows.skipTo(stamp.seq);
    this.#letGo(stamp);
  }

  /** The clocks at a fact, from the floor on; undefined before the first one. */
  stampAt(seq: number): Omit<Stamp, 'seq'> | undefined {
    if (seq === this.floor) return this.#floorStamp;
    return this.#rows.has(seq - 1) ? { timestamp: this.timestamp(seq), mono: this.#rows.mono(seq - 1) } : undefined;
  }

  #letGo({ seq, timestamp, mono }: Stamp): void {
    if (seq <= this.floor) return;
    this.floor = seq;
    this.#floorStamp = { timestamp, mono };
  }

  /** An entity for a task that is being created, at the next position. */
  begin(created: DraftOf<'task_created'>, mono: number): Entity {
    return this.#entityAt(this.taskCount, created, mono);
  }

  #refold(position: Position): Entity {
    const created = this.created(position);
    const entity = this.#entityAt(position, created, created.mono);
    for (const fact of this.factsOf(position)) evolve(entity.state, fact, fact);
    return entity;
  }

  #entityAt(position: Position, created: DraftOf<'task_created'>, mono: number): Entity {
    const lifecycle = (this.lifecycle(created.lifecycle) ?? this.lifecycle(undefined)) as Lifecycle;
    return { position, state: initialState(lifecycle, mono, created.initial, created.phase), bound: undefined };
  }

  lifecycle(name: string | undefined): Lifecycle | undefined {
    return this.#lifecycles.get(name);
  }

  *facts(since = 0): Iterable<Fact> {
    for (let row = this.#next(since); row < this.#rows.length; row = this.#rows.next(row + 1)) yield this.#factAt(row);
  }

  visit(since: number, types: ReadonlySet<FactType> | undefined, visitor: Visitor, until = this.seq): void {
    for (let row = this.#next(since); row < until; row = this.#rows.next(row + 1)) {
      if (types && !types.has(this.#rows.type(row) as FactType)) continue;
      const task = this.#rows.task(row);
      visitor(this.#factAt(row), task < 0 ? undefined : task);
    }
  }

  #next(since: number): number {
    return this.#rows.next(Math.max(0, Math.trunc(since)));
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

  #kept(task: Position, row: number): number {
    if (row < -1) throw expired(task < this.ids.unsureFrom ? this.ids.idOf(task) : undefined);
    return row;
  }

  has(task: Position): boolean {
    return this.#tasks.has(task);
  }

  positions(): readonly Position[] {
    const positions: Position[] = [];
    for (let at = this.#tasks.next(0); at < this.taskCount; at = this.#tasks.next(at + 1)) positions.push(at);
    return positions;
  }

  recordBefore(seq: number): number {
    if (!this.#rows.has(seq - 1)) throw beforeFloor(seq, this.floor);
    let row = this.#rows.before(seq - 1);
    while (row >= 0 && this.#rows.type(row) !== 'stage_changed') row = this.#rows.before(row);
    return row + 1;
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

  settle(): void {
    this.keeper.settle();
  }

  isDone(task: Position): boolean {
    const seq = this.latestSeq(task);
    return seq > 0 && meaningOf(this.draft(seq) as DraftOf<'stage_changed'>).phase === 'done';
  }

  endedAt(task: Position): number {
    return this.#rows.timestamp(this.#tasks.record(task));
  }

  /** Of the keeper: the views have let go of it. */
  forget({ position, facts }: GoneTask): void {
    for (const { seq } of facts) this.#rows.forget(seq - 1);
    this.#tasks.forget(position);
    this.#states.forget(position);
    this.ids.forget(position);
    const newest = facts.at(-1);
    if (newest) this.#letGo(newest);
  }

  fold<S>(view: View<S>): S {
    return this.#lens.read(view);
  }

  #begin<S>(view: View<S>): S {
    const base = this.#bases[view.name];
    return base === undefined || !view.load ? view.start() : view.load(base);
  }

  /** The fact that created the oldest task that is kept; the next fact where there is none. */
  get oldest(): number {
    const task = this.#tasks.next(0);
    return task < this.taskCount ? this.createdSeq(task) : this.seq + 1;
  }

  /** All that is kept, and what counts for ever of the rest. */
  save(): Saved {
    const { floor } = this;
    const bases = floor === 0 ? [] : this.#lasting.map((view) => [view.name, view.save?.(this.fold(view))] as const);
    return {
      facts: [floor, { ...this.#floorStamp }, this.#rows.save(), this.#tasks.save()],
      tasks: [this.ids.save(), this.keeper.save()],
      views: Object.fromEntries(bases) as Json,
    };
  }

  /** Into an empty ledger. */
  load({ facts, tasks, views }: Saved): void {
    const [floor, stamp, rows, taskRows] = facts as unknown as readonly [number, Stamp, Json, Json];
    this.floor = floor;
    this.#floorStamp = floor > 0 ? stamp : undefined;
    this.#bases = views as Readonly<Record<string, Json>>;
    this.#rows.load(rows);
    this.#tasks.load(taskRows);
    const [ids, keeper] = tasks as readonly [Json, Json];
    this.ids.load(ids);
    this.keeper.load(keeper);
    this.#restoreStates();
  }

  #restoreStates(): void {
    const attempts = new Map<Position, number>();
    for (const position of this.positions()) {
      if (!this.isDone(position)) this.#states.create(this.#refold(position));
      const seq = this.createdSeq(position);
      const birth = this.draft(seq) as DraftOf<'task_created'>;
      const parent = birth.parent === undefined ? undefined : this.positionOf(birth.parent);
      if (parent === undefined) continue;
      if (!attempts.has(parent)) attempts.set(parent, this.#attemptStart(parent));
      if (seq > (attempts.get(parent) as number)) this.#states.nameChild(parent, birth);
    }
  }

  /** The fact with which the newest attempt of a task began; 0 where none did. */
  #attemptStart(task: Position): number {
    const records = this.factsOf(task).filter((fact) => fact.type === 'stage_changed');
    const attempt = records.at(-1)?.attempt ?? 0;
    return attempt === 0 ? 0 : (records.find((fact) => fact.attempt === attempt)?.seq ?? 0);
  }

  decode(value: unknown): unknown {
    return decode(value);
  }

  /** @throws NotFoundError (`expired`) before the floor */
  upTo(seq: number): FactSource {
    if (seq < this.floor) throw beforeFloor(seq, this.floor);
    return new Past(this, seq, this.#tasksUpTo(seq), this.stampAt(seq));
  }

  /** All that are kept and were created by then are before it: positions grow with `seq`. */
  #tasksUpTo(seq: number): number {
    let low = 0;
    let high = this.taskCount;
    while (low < high) {
      const middle = this.#tasks.next((low + high) >>> 1);
      if (middle < high && this.#tasks.first(middle) < seq) low = middle + 1;
      else high = (low + high) >>> 1;
    }
    return low;
  }

  #factAt(row: number): Fact {
    const rows = this.#rows;
    const task = rows.task(row);
    const stamp = { seq: row + 1, timestamp: rows.timestamp(row), mono: rows.mono(row) };
    return factOf(stamp, task < 0 ? undefined : this.idOf(task), rows.draft(row));
  }
}
