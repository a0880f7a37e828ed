import type { Lifecycle } from '../model/lifecycle.ts';
import { type Roads, type Route, shortestRoutes, simpleRoutes } from './routes.ts';

/** What is asked of a lifecycle. */
export type Explorable = Roads & Pick<Lifecycle, 'phaseOf' | 'stages' | 'toMermaid'>;

/** What can be told of a lifecycle by its roads alone. */
export interface Exploration {
  /** Stages that no road leads to from the initial one. */
  readonly unreachable: readonly string[];
  /** Open stages from which no done stage can be reached. */
  readonly traps: readonly string[];
  /** A shortest path to each stage that can be reached, the nearest first. */
  readonly shortestPaths: () => readonly Route[];
  /** Every path from the initial stage to an end that comes by no stage twice. */
  readonly simplePaths: () => readonly Route[];
  /** A state diagram. */
  readonly toMermaid: () => string;
}

/**
 * Walks a lifecycle. `defineLifecycle` refuses stages that cannot be reached, and traps; one that was made in another
 * way may have them.
 *
 * @example
 * explore(taskLifecycle).shortestPaths(); // [['not_started'], ['not_started', 'pending'], …]
 */
export function explore(lifecycle: Explorable): Exploration {
  const routes = shortestRoutes(lifecycle);
  return Object.freeze({
    unreachable: Object.freeze(lifecycle.stages.filter((stage) => !routes.has(stage))),
    traps: Object.freeze(lifecycle.stages.filter((stage) => isTrap(lifecycle, stage))),
    shortestPaths: () => [...routes.values()],
    simplePaths: () => [...simpleRoutes(lifecycle)],
    toMermaid: () => lifecycle.toMermaid(),
  });
}

function isTrap(lifecycle: Explorable, stage: string): boolean {
  const reached = [...shortestRoutes(lifecycle, stage).keys()];
  return !reached.some((target) => lifecycle.phaseOf(target) === 'done');
}
