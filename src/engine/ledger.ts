import { decode } from '../codec/decode.ts';
import type { Draft, DraftOf, Fact, FactOf, Stamp, FactType } from '../model/facts.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Clock } from '../ports/clock.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import type { TakenNames } from '../rules/child-names.ts';
import { evolve } from '../rules/evolve.ts';
import { initialState } from '../rules/state.ts';
import type { Entity } from './entity.ts';
import { factOf } from './fact-of.ts';
import { Ids } from './ids.ts';
import { Lens } from './lens.ts';
import type { Lifecycles } from './lifecycles.ts';
import { Past } from './past.ts';
import { Rows } from './rows.ts';
import { States } from './states.ts';
import { TaskRows } from './task-rows.ts';

/**
 * All that happened, and the states of the tasks. It is changed by `remember` only, fact by fact; replay goes the same
 * way.
 */
export class Ledger implements FactSource {
  readonly ids = new Ids();
  /** Whether all facts are those of an owner that is gone. */
  isInherited = false;
  readonly #rows = new Rows();
  readonly #tasks = new TaskRows();
  readonly #states = new States((position) => this.#refold(position));
  readonly #lens = new Lens(this);
  readonly #lifecycles: Lifecycles;
  readonly #clock: Clock;

  constructor(clock: Clock, lifecycles: Lifecycles) {
    this.#clock = clock;
    this.#lifecycles = lifecycles;
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
    const parent = draft.parent === undefined ? undefined : this.positionOf(draft.parent);
    if (parent !== undefined) this.#states.nameChild(parent, draft);
  }

  #goOn(entity: Entity, draft: Draft, stamp: Stamp): void {
    const { position } = entity;
    const before = this.#tasks.add(position, this.#rows.length, draft.type === 'stage_changed');
    this.#rows.push(position, before, draft, stamp);
    this.#states.evolve(entity, draft, stamp);
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

  *facts(since = 0, types?: ReadonlySet<FactType>): Iterable<Fact> {
    for (let row = Math.max(0, Math.trunc(since)); row < this.#rows.length; row++) {
      if (!types || types.has(this.#rows.type(row) as FactType)) yield this.#factAt(row);
    }
  }

  fact(seq: number): Fact | undefined {
    return seq >= 1 && seq <= this.seq ? this.#factAt(seq - 1) : undefined;
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
    for (let row = this.#tasks.newest(task); row >= 0; row = this.#rows.before(row)) facts.push(this.#factAt(row));
    return facts.reverse();
  }

  created(task: Position): FactOf<'task_created'> {
    return this.#factAt(this.#tasks.first(task)) as FactOf<'task_created'>;
  }

  createdSeq(task: Position): number {
    return this.#tasks.first(task) + 1;
  }

  latest(task: Position): FactOf<'stage_changed'> | undefined {
    const seq = this.latestSeq(task);
    return seq === 0 ? undefined : (this.#factAt(seq - 1) as FactOf<'stage_changed'>);
  }

  latestSeq(task: Position): number {
    return this.#tasks.record(task) + 1;
  }

  recordBefore(seq: number): number {
    let row = this.#rows.before(seq - 1);
    while (row >= 0 && this.#rows.type(row) !== 'stage_changed') row = this.#rows.before(row);
    return row + 1;
  }

  idOf(task: Position): string {
    return this.ids.idOf(task);
  }

  positionOf(taskId: string): Position | undefined {
    return this.ids.positionOf(taskId, this.taskCount);
  }

  fold<S>(view: View<S>): S {
    return this.#lens.read(view);
  }

  decode(value: unknown): unknown {
    return decode(value);
  }

  upTo(seq: number): FactSource {
    return new Past(this, seq, this.#tasksUpTo(seq));
  }

  /** How many tasks had been created: positions grow with `seq`. */
  #tasksUpTo(seq: number): number {
    let low = 0;
    let high = this.taskCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#tasks.first(middle) < seq) low = middle + 1;
      else high = middle;
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
