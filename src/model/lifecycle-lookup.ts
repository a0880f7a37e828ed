import type { Role } from './lifecycle.ts';
import { reachOf, type Stage, type Stages } from './lifecycle-roads.ts';
import { stageOfRole } from './lifecycle-roles.ts';
import { type Road, type RoadPlaces, roadTo } from './road.ts';

/** All that is ever asked about one stage, each worked out once, when it is first asked for. */
export class Lookup {
  readonly #stage: Stage;
  readonly #stages: Stages;
  readonly #places: RoadPlaces;
  readonly #roads = new Map<string, Road>();
  readonly #roadsByRole = new Map<Role, Road>();
  readonly #stagesByRole = new Map<Role, string | undefined>();
  #next: readonly string[] | undefined;
  #reach: ReadonlySet<string> | undefined;

  /** @param places for the ready-made records of the roads */
  constructor(stage: Stage, stages: Stages, places: RoadPlaces) {
    this.#stage = stage;
    this.#stages = stages;
    this.#places = places;
  }

  get next(): readonly string[] {
    this.#next ??= Object.freeze([...this.#stage.targets]);
    return this.#next;
  }

  get reach(): ReadonlySet<string> {
    this.#reach ??= reachOf(this.#stage, this.#stages);
    return this.#reach;
  }

  stageFor(role: Role): string | undefined {
    if (!this.#stagesByRole.has(role)) this.#stagesByRole.set(role, stageOfRole(role, this.#stages, this.#stage));
    return this.#stagesByRole.get(role);
  }

  road(to: string): Road | undefined {
    return this.#roads.get(to) ?? this.#findRoad(to);
  }

  roadFor(role: Role): Road | undefined {
    return this.#roadsByRole.get(role) ?? this.#findRoadFor(role);
  }

  #findRoadFor(role: Role): Road | undefined {
    const to = this.stageFor(role);
    const road = to === undefined ? undefined : this.road(to);
    if (road) this.#roadsByRole.set(role, road);
    return road;
  }

  /** The road round to an open stage is one of them. */
  #findRoad(to: string): Road | undefined {
    const { name, phase, targets } = this.#stage;
    const isRound = to === name && phase !== 'done';
    if (!isRound && !targets.has(to)) return undefined;
    const road = this.#makeRoad(this.#stages.get(to) as Stage);
    this.#roads.set(to, road);
    return road;
  }

  #makeRoad(target: Stage): Road {
    return roadTo(this.#stage.name, target, this.#viaOf(target), this.#places.take());
  }

  /** Straight to work leads through the waiting stage, where roads lead through it. */
  #viaOf(target: Stage): Stage | undefined {
    if (target.phase !== 'active') return undefined;
    const queue = this.stageFor('queue');
    const waiting = queue !== undefined && this.#stage.targets.has(queue) ? this.#stages.get(queue) : undefined;
    return waiting?.targets.has(target.name) ? waiting : undefined;
  }
}
