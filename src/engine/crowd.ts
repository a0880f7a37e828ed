import type { Fact } from '../model/facts.ts';
import type { Position } from '../ports/position.ts';
import type { View } from '../ports/view.ts';
import type { Entity } from './entity.ts';
import type { Lens } from './lens.ts';
import { fewest } from './retention.ts';
import { type Surplus, surplusOf } from './thin-out.ts';

/** Where facts of tasks that are kept are let go of. */
interface Kept {
  has(task: Position): boolean;
  idOf(task: Position): string;
  factsOf(task: Position): readonly Fact[];
  thinOut(task: Position, surplus: Surplus): void;
}

/**
 * Lets go of the older facts of tasks that are kept and have said much.
 *
 * 1. To look through what a task has said costs a share of each of its facts: it is done again when they are so many
 *    more, or a quarter more.
 * 2. Views of which something counts for ever have taken in every fact before it is let go.
 */
export class Crowd {
  readonly #kept: Kept;
  readonly #lens: Lens;
  readonly #lasting: readonly View<unknown>[];
  readonly #entities = new Set<Entity>();
  /** Of each kind of facts of a task. */
  readonly #most: number;

  constructor(kept: Kept, lens: Lens, maxHistory: number, lasting: readonly View<unknown>[]) {
    this.#kept = kept;
    this.#lens = lens;
    this.#lasting = lasting;
    this.#most = Math.max(fewest, maxHistory);
  }

  /** How much a task may say before it is looked through. */
  get room(): number {
    return this.#most * 2;
  }

  /** One more fact of a task. */
  said(entity: Entity): void {
    entity.room -= 1;
    if (entity.room < 0) this.#entities.add(entity);
  }

  /** Asked with each command, where mostly nothing is: to walk an empty set and clear it makes its table anew. */
  get isDue(): boolean {
    return this.#entities.size > 0;
  }

  thin(): void {
    for (const entity of this.#entities) if (this.#kept.has(entity.position)) this.#thin(entity);
    this.#entities.clear();
  }

  #thin(entity: Entity): void {
    const { position } = entity;
    const facts = this.#kept.factsOf(position);
    const surplus = surplusOf(facts, this.#most);
    const { signs, others, until } = surplus;
    const told = facts.filter(({ seq }) => seq <= until);
    const thinned = { taskId: this.#kept.idOf(position), position, facts: told, others };
    if (others.length > 0) this.#lens.thin(thinned, this.#most, this.#lasting);
    this.#kept.thinOut(position, surplus);
    entity.room = Math.max(this.#most, (facts.length - signs.length - others.length) >> 2);
  }
}
