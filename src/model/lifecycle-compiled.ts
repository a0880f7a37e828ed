import { NotFoundError } from './errors.ts';
import type { Lifecycle, Role } from './lifecycle.ts';
import { Lookup } from './lifecycle-lookup.ts';
import { mermaidOf } from './lifecycle-mermaid.ts';
import type { Stage, Stages } from './lifecycle-roads.ts';
import { stageOfRole } from './lifecycle-roles.ts';
import type { Outcome, Phase } from './phases.ts';
import { type Road, RoadPlaces } from './road.ts';

const noRoads: readonly string[] = Object.freeze([]);

/**
 * A lifecycle that answers at once: every transition asks it, so that each answer but the first is a look-up that
 * allocates nothing. A stage that it does not have, as an old journal may hold, has no roads.
 */
export class CompiledLifecycle<D> implements Lifecycle<D> {
  readonly name: string;
  readonly initial: string;
  readonly definition: D;
  readonly stages: readonly string[];
  readonly #stages: Stages;
  /** Of the stages that were asked about. */
  readonly #lookups = new Map<string, Lookup>();
  readonly #places = new RoadPlaces();

  constructor(name: string, initial: string, definition: D, stages: Stages) {
    this.name = name;
    this.initial = initial;
    this.definition = definition;
    this.stages = Object.freeze([...stages.keys()]);
    this.#stages = stages;
    Object.freeze(this);
  }

  canMove(from: string, to: string): boolean {
    return this.#stages.get(from)?.targets.has(to) ?? false;
  }

  road(from: string, to: string): Road | undefined {
    return this.#lookup(from)?.road(to);
  }

  roadFor(role: Role, from: string): Road | undefined {
    return this.#lookup(from)?.roadFor(role);
  }

  next(from: string): readonly string[] {
    return this.#lookup(from)?.next ?? noRoads;
  }

  canReach(from: string, to: string): boolean {
    return this.#lookup(from)?.reach.has(to) ?? false;
  }

  phaseOf(stage: string): Phase {
    const found = this.#stages.get(stage);
    if (found) return found.phase;
    const fix = `name one of ${this.stages.join(', ')}`;
    throw new NotFoundError('not_found', `lifecycle '${this.name}' has no stage '${stage}'`, fix);
  }

  outcomeOf(stage: string): Outcome | undefined {
    return this.#stages.get(stage)?.outcome;
  }

  stageFor(role: Role, from: string): string | undefined {
    const lookup = this.#lookup(from);
    return lookup ? lookup.stageFor(role) : stageOfRole(role, this.#stages);
  }

  toMermaid(): string {
    return mermaidOf(this);
  }

  #lookup(stage: string): Lookup | undefined {
    return this.#lookups.get(stage) ?? this.#begin(this.#stages.get(stage));
  }

  #begin(stage: Stage | undefined): Lookup | undefined {
    if (stage === undefined) return undefined;
    const lookup = new Lookup(stage, this.#stages, this.#places);
    this.#lookups.set(stage.name, lookup);
    return lookup;
  }
}
