import type { Lifecycle } from '../model/lifecycle.ts';

/** The part of a lifecycle that routes are made of. */
export type Roads = Pick<Lifecycle, 'initial' | 'next'>;

/** Stages, one after another, each a legal move away from the one before. */
export type Route = readonly string[];

/** A shortest route to each stage that can be reached, the nearest first; it begins with the stage that it is from. */
export function shortestRoutes(lifecycle: Roads, from = lifecycle.initial): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>([[from, [from]]]);
  for (const [stage, route] of routes) {
    for (const next of lifecycle.next(stage)) if (!routes.has(next)) routes.set(next, [...route, next]);
  }
  return routes;
}

/** Every route from the initial stage to a stage without roads that comes by no stage twice. */
export function* simpleRoutes(lifecycle: Roads, route: Route = [lifecycle.initial]): Generator<Route> {
  const roads = lifecycle.next(route.at(-1) as string);
  if (roads.length === 0) yield route;
  for (const next of roads) if (!route.includes(next)) yield* simpleRoutes(lifecycle, [...route, next]);
}
