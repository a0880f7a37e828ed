import type { Draft, DraftOf, Stamp } from '../model/facts.ts';
import type { Phase } from '../model/phases.ts';
import type { Position } from '../ports/source.ts';
import { type TakenNames, takeSegment } from '../rules/child-names.ts';
import { evolve } from '../rules/evolve.ts';
import type { TaskState } from '../rules/state.ts';
import type { Entity } from './entity.ts';
import { Held } from './held.ts';

/** Of done tasks. */
const mostFolded = 64;

/**
 * The states of the tasks.
 *
 * 1. Those of open tasks are at hand, and those of tasks that have children.
 * 2. That of any other task that is done is let go, and folded anew when it is asked for. The ones that were asked for
 *    last stay at hand: who goes on asking a done task for what it cannot do, or noting things about it, does not pay
 *    for its whole history each time.
 */
export class States {
  readonly #held = new Held<Entity>();
  readonly #folded: (Entity | undefined)[] = [];
  readonly #refold: (position: Position) => Entity;
  #waiting = 0;
  #active = 0;

  constructor(refold: (position: Position) => Entity) {
    this.#refold = refold;
  }

  /** How many tasks are waiting. */
  get waiting(): number {
    return this.#waiting;
  }
  /** How many tasks are active. */
  get active(): number {
    return this.#active;
  }

  /** Those at hand. */
  held(): Iterable<Entity> {
    return this.#held;
  }

  at(position: Position): Entity {
    return this.#held.get(position) ?? this.#foldedAt(position);
  }

  #foldedAt(position: Position): Entity {
    const place = position % mostFolded;
    const known = this.#folded[place];
    const entity = known?.position === position ? known : this.#refold(position);
    this.#folded[place] = entity;
    return entity;
  }

  /** The one state of a task that is judged. Who still holds that of a done task may hold one that was let go. */
  current(entity: Entity): Entity {
    return entity.state.phase === 'done' ? this.at(entity.position) : entity;
  }

  /** The names that are taken under a task, in its newest attempt. */
  childNames(parent: Position): TakenNames | undefined {
    return this.#held.get(parent)?.state.childNames;
  }

  create(entity: Entity): void {
    this.#held.keep(entity.position, entity);
    this.#count(entity.state.phase, 1);
  }

  /** @returns whether the task has ended with it */
  evolve({ position, state }: Entity, draft: Draft, stamp: Stamp): boolean {
    const { phase } = state;
    evolve(state, draft, stamp);
    if (state.phase !== phase) this.#passed(position, phase, state);
    return state.phase === 'done' && phase !== 'done';
  }

  /** Lets go of that of a task that is done. */
  forget(position: Position): void {
    this.#held.drop(position);
    if (this.#folded[position % mostFolded]?.position === position) this.#folded[position % mostFolded] = undefined;
  }

  #passed(position: Position, from: Phase, { phase, childNames }: TaskState): void {
    this.#count(from, -1);
    this.#count(phase, 1);
    if (phase === 'done' && !childNames) this.#held.drop(position);
  }

  nameChild(parent: Position, { name, path }: DraftOf<'task_created'>): void {
    const entity = this.at(parent);
    this.#held.keep(parent, entity);
    entity.state.childNames ??= new Map();
    takeSegment(entity.state.childNames, name, path?.slice(path.lastIndexOf('/') + 1) ?? name);
  }

  #count(phase: Phase, by: number): void {
    if (phase === 'waiting') this.#waiting += by;
    else if (phase === 'active') this.#active += by;
  }
}
