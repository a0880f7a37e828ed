import type { Lifecycle } from '../model/lifecycle.ts';
import type { StatusRecord } from '../model/status.ts';
import { isSame } from './fits.ts';
import { PaperTask } from './paper-task.ts';
import { type Route, simpleRoutes } from './routes.ts';

/** What a drive hands back: what it drove, or just its history. */
export interface Driven {
  readonly history: readonly Pick<StatusRecord, 'stage'>[];
}

export interface Coverage {
  /** How many paths were walked. */
  readonly paths: number;
  readonly differing: readonly DifferingPath[];
}

export interface DifferingPath {
  /** From the initial stage to the end. */
  readonly path: Route;
  /** The stages that a task that walks it passes. */
  readonly expected: Route;
  /** What was passed instead. Absent where the drive threw. */
  readonly passed?: Route;
  readonly error?: unknown;
}

/**
 * Walks every path of a lifecycle, from its initial stage to an end, against your code: `drive` brings a task along the
 * stages of a path, and hands it back. A path differs when it threw, or when the task passed other stages.
 *
 * @example
 * const { differing } = await coverPaths(article, async (path) => {
 *   const desk = new Desk(testTracker().tracker); // your code
 *   for (const stage of path.slice(1)) await desk.bringTo(stage);
 *   return desk.task;
 * });
 * expect(differing).toEqual([]);
 */
export async function coverPaths(
  lifecycle: Lifecycle,
  drive: (path: Route) => Driven | Promise<Driven>,
): Promise<Coverage> {
  const differing: DifferingPath[] = [];
  let paths = 0;
  for (const path of simpleRoutes(lifecycle)) {
    paths++;
    const difference = await walk(lifecycle, path, drive);
    if (difference) differing.push(difference);
  }
  return Object.freeze({ paths, differing: Object.freeze(differing) });
}

async function walk(
  lifecycle: Lifecycle,
  path: Route,
  drive: (path: Route) => Driven | Promise<Driven>,
): Promise<DifferingPath | undefined> {
  const expected = stagesAlong(lifecycle, path);
  try {
    const passed = (await drive(path)).history.map(({ stage }) => stage);
    return isSame(passed, expected) ? undefined : { path, expected, passed };
  } catch (error) {
    return { path, expected, error };
  }
}

/** A task that goes straight to work passes a waiting stage first. */
function stagesAlong(lifecycle: Lifecycle, path: Route): Route {
  const task = new PaperTask(lifecycle);
  return path.slice(1).flatMap((stage) => task.move(task.stage, stage));
}
