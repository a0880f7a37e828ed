import { decode } from '../codec/decode.ts';
import { isCreation, isRecord } from '../model/at-a-glance.ts';
import { Creation } from '../model/creation.ts';
import { beforeFloor } from '../model/expired.ts';
import type { Draft, DraftOf, Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { taskLifecycle } from '../model/task-lifecycle.ts';
import type { Clock } from '../ports/clock.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { GoneTask, View } from '../ports/view.ts';
import type { TakenNames } from '../rules/child-names.ts';
import { evolve } from '../rules/evolve.ts';
import { loadState, saveState } from '../rules/saved-state.ts';
import { initialState } from '../rules/state.ts';
import { Bases } from './bases.ts';
import { Crowd } from './crowd.ts';
import type { Entity } from './entity.ts';
import { FactLog } from './fact-log.ts';
import { Forwards } from './forward.ts';
import { Keeper } from './keeper.ts';
import { Lens } from './lens.ts';
import type { Lifecycles } from './lifecycles.ts';
import { namedChildren } from './named-children.ts';
import { Past } from './past.ts';
import { keepAll, type Retention } from './retention.ts';
import { States } from './states.ts';
import { mayBeSurplus } from './thin-out.ts';

/** What is kept, and of which views something counts for ever. */
export interface LedgerOptions {
  readonly retention?: Retention | undefined;
  readonly lasting?: readonly View<unknown>[] | undefined;
}

/** A ledger as it stands, as JSON. */
export interface Saved {
  readonly facts: Json;
  readonly tasks: Json;
  /** Those that are not done, each with its state where the facts that are kept do not tell it. */
  readonly open: readonly (readonly [Position] | readonly [Position, Json])[];
  readonly views: Json;
}

/**
 * All that happened and is not let go, and the states of the tasks. It is changed by `remember` only, fact by fact;
 * replay goes the same way.
 */
export class Ledger extends FactLog implements FactSource {
  /** Whether all facts are those of an owner that is gone. */
  isInherited = false;
  readonly #states = new States((position) => this.#refold(position));
  readonly #lens = new Lens(this, (view) => this.#bases.begin(view));
  readonly keeper: Keeper;
  readonly #crowd: Crowd;
  readonly #lasting: readonly View<unknown>[];
  readonly #lifecycles: Lifecycles;
  readonly #clock: Clock;
  readonly #bases = new Bases();
  readonly #forwards = new Forwards(this);

  constructor(clock: Clock, lifecycles: Lifecycles, { retention = keepAll, lasting = [] }: LedgerOptions = {}) {
    super();
    this.#clock = clock;
    this.#lifecycles = lifecycles;
    this.#lasting = lasting;
    this.#crowd = new Crowd(this, this.#lens, retention.maxHistory, lasting);
    this.keeper = new Keeper(this, this.#lens, retention, lasting);
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
    if (entity === undefined) this.add(undefined, draft, stamp);
    else if (isRecord(draft)) this.#move(entity, draft, stamp);
    else if (isCreation(draft)) this.#create(entity, draft, stamp);
    else this.#goOn(entity, draft, stamp);
  }

  #create(entity: Entity, draft: DraftOf<'task_created'>, stamp: Stamp): void {
    this.addTask(entity.position, draft, stamp);
    this.#states.create(entity);
    evolve(entity.state, draft, stamp);
    if (!(draft instanceof Creation)) this.#tie(entity.position, draft);
  }

  /** To what it goes on from, comes after, or is inside of. */
  #tie(position: Position, draft: DraftOf<'task_created'>): void {
    this.keeper.created(position, draft);
    const parent = draft.parent === undefined ? undefined : this.positionOf(draft.parent);
    if (parent !== undefined) this.#states.nameChild(parent, draft);
  }

  #move(entity: Entity, record: DraftOf<'stage_changed'>, stamp: Stamp): void {
    this.add(entity.position, record, stamp, true);
    if (this.#states.evolve(entity, record, stamp)) this.keeper.ended(entity.position);
    else this.#crowd.said(entity);
  }

  #goOn(entity: Entity, draft: Draft, stamp: Stamp): void {
    const { position } = entity;
    this.add(position, draft, stamp);
    evolve(entity.state, draft, stamp);
    if (mayBeSurplus(draft.type)) this.#crowd.said(entity);
  }

  /** Lets go of the older facts of tasks that have said much, unless somebody is being told of facts. */
  thin(): void {
    if (this.#crowd.isDue && !this.keeper.isBusy()) this.#crowd.thin();
  }

  /** An entity for a task that is being created, at the next position. */
  begin(created: DraftOf<'task_created'>): Entity {
    return this.#entityAt(this.taskCount, created);
  }

  #refold(position: Position): Entity {
    const created = this.created(position);
    const entity = this.#entityAt(position, created);
    for (const fact of this.factsOf(position)) evolve(entity.state, fact, fact);
    return entity;
  }

  #entityAt(position: Position, created: DraftOf<'task_created'>): Entity {
    const { room } = this.#crowd;
    if (created instanceof Creation) return { position, state: initialState(taskLifecycle), bound: undefined, room };
    const lifecycle = (this.lifecycle(created.lifecycle) ?? this.lifecycle(undefined)) as Lifecycle;
    return { position, state: initialState(lifecycle, created.initial, created.phase), bound: undefined, room };
  }

  lifecycle(name: string | undefined): Lifecycle | undefined {
    return this.#lifecycles.get(name);
  }

  settle(): void {
    this.thin();
    this.keeper.settle();
  }

  /** Of the keeper: the views have let go of it. */
  override forget(gone: GoneTask): void {
    super.forget(gone);
    this.#states.forget(gone.position);
  }

  fold<S>(view: View<S>): S {
    return this.#lens.read(view);
  }

  /** All that is kept, and what counts for ever of the rest. */
  save(): Saved {
    const views = this.floor === 0 ? {} : this.#lens.save(this.#lasting);
    const held = [...this.entities()].filter(({ state }) => state.phase !== 'done');
    const open = held.map((entity) => this.#saved(entity)).sort(([one], [other]) => one - other);
    return { facts: this.saveFacts(), tasks: this.keeper.save(), open, views };
  }

  #saved({ position, state }: Entity): Saved['open'][number] {
    return this.isShort(position) ? [position, saveState(state)] : [position];
  }

  /** Into an empty ledger. */
  load({ facts, tasks, open, views }: Saved): void {
    this.#bases.load(views, this.#lasting);
    this.loadFacts(facts);
    this.keeper.load(tasks);
    for (const [position, state] of open) this.#states.create(this.#restored(position, state));
    const children = namedChildren(this, this.keeper.groups.tied());
    for (const { parent, birth } of children) this.#states.nameChild(parent, birth);
  }

  #restored(position: Position, state: Json | undefined): Entity {
    const entity = this.#refold(position);
    if (state !== undefined) loadState(entity.state, state);
    return entity;
  }

  decode(value: unknown): unknown {
    return decode(value);
  }

  /** @throws NotFoundError (`expired`) before the floor */
  upTo(seq: number): FactSource {
    if (seq < this.floor) throw beforeFloor(seq, this.floor);
    return new Past(this, seq, this.tasksUpTo(seq), this.stampAt(seq), this.#forwards.current());
  }
}
