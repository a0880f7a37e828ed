import { NotFoundError } from './errors.ts';
import type { Lifecycle, Role } from './lifecycle.ts';
import { mermaidOf } from './lifecycle-mermaid.ts';
import { reachOf, type Stage, type Stages } from './lifecycle-roads.ts';
import { type RoleTable, rolesFrom } from './lifecycle-roles.ts';
import type { Outcome, Phase } from './phases.ts';
import { placesOfRoad, type Road, roadTo } from './road.ts';

/** All that is ever asked about one stage, worked out once. */
interface Lookup extends Stage {
  readonly next: readonly string[];
  readonly reach: ReadonlySet<string>;
  readonly roles: RoleTable;
  readonly roads: ReadonlyMap<string, Road>;
  /** By the role that leads there. */
  readonly roadsByRole: ReadonlyMap<Role, Road>;
}

const noRoads: readonly string[] = Object.freeze([]);

/**
 * A lifecycle that answers at once: every transition asks it, so that each answer is a look-up that allocates nothing.
 * A stage that it does not have, as an old journal may hold, has no roads.
 */
export class CompiledLifecycle<D> implements Lifecycle<D> {
  readonly name: string;
  readonly initial: string;
  readonly definition: D;
  readonly stages: readonly string[];
  readonly #lookups: ReadonlyMap<string, Lookup>;
  readonly #rolesFromUnknown: RoleTable;

  constructor(name: string, initial: string, definition: D, stages: Stages) {
    this.name = name;
    this.initial = initial;
    this.definition = definition;
    this.stages = Object.freeze([...stages.keys()]);
    this.#lookups = lookupsOf(stages);
    this.#rolesFromUnknown = rolesFrom(stages);
    Object.freeze(this);
  }

  canMove(from: string, to: string): boolean {
    return this.#lookups.get(from)?.targets.has(to) ?? false;
  }

  road(from: string, to: string): Road | undefined {
    return this.#lookups.get(from)?.roads.get(to);
  }

  roadFor(role: Role, from: string): Road | undefined {
    return this.#lookups.get(from)?.roadsByRole.get(role);
  }

  next(from: string): readonly string[] {
    return this.#lookups.get(from)?.next ?? noRoads;
  }

  canReach(from: string, to: string): boolean {
    return this.#lookups.get(from)?.reach.has(to) ?? false;
  }

  phaseOf(stage: string): Phase {
    const found = this.#lookups.get(stage);
    if (found) return found.phase;
    const fix = `name one of ${this.stages.join(', ')}`;
    throw new NotFoundError('not_found', `lifecycle '${this.name}' has no stage '${stage}'`, fix);
  }

  outcomeOf(stage: string): Outcome | undefined {
    return this.#lookups.get(stage)?.outcome;
  }

  stageFor(role: Role, from: string): string | undefined {
    return (this.#lookups.get(from)?.roles ?? this.#rolesFromUnknown)[role];
  }

  toMermaid(): string {
    return mermaidOf(this);
  }
}

function lookupsOf(stages: Stages): ReadonlyMap<string, Lookup> {
  const lookups = new Map<string, Lookup>();
  let places = 1;
  for (const [name, stage] of stages) {
    const next = Object.freeze([...stage.targets]);
    const roles = rolesFrom(stages, stage);
    const roads = roadsFrom(stage, stages, roles, places);
    places += roads.size * placesOfRoad;
    const roadsByRole = byRole(roads, roles);
    lookups.set(name, { ...stage, next, reach: reachOf(stage, stages), roles, roads, roadsByRole });
  }
  return lookups;
}

/** @param place of the first ready-made record of these roads */
function roadsFrom(stage: Stage, stages: Stages, { queue }: RoleTable, place: number): ReadonlyMap<string, Road> {
  const round = stage.phase === 'done' ? [] : [stage];
  const targets = [...round, ...Array.from(stage.targets, (target) => stages.get(target) as Stage)];
  const waiting = queue !== undefined && stage.targets.has(queue) ? stages.get(queue) : undefined;
  const roadOf = (target: Stage, at: number) => {
    return roadTo(stage.name, target, viaOf(waiting, target), place + at * placesOfRoad);
  };
  return new Map(targets.map((target, at) => [target.name, roadOf(target, at)]));
}

/** Straight to work leads through the waiting stage, where roads lead through it. */
function viaOf(waiting: Stage | undefined, target: Stage): Stage | undefined {
  return target.phase === 'active' && waiting?.targets.has(target.name) ? waiting : undefined;
}

function byRole(roads: ReadonlyMap<string, Road>, roles: RoleTable): ReadonlyMap<Role, Road> {
  const found = new Map<Role, Road>();
  for (const [role, stage] of Object.entries(roles) as [Role, string | undefined][]) {
    const road = stage === undefined ? undefined : roads.get(stage);
    if (road) found.set(role, road);
  }
  return found;
}
