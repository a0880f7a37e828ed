import { TrackerError, ValidationError } from '../model/errors.ts';
import type { Tracker } from '../tracker/tracker.ts';
import { CrashInProcess } from './crash-in-process.ts';
import type { CrashLab, Run } from './crash-lab.ts';
import { endStateOf } from './end-state.ts';
import { isSame } from './fits.ts';
import type { CrashScenario } from './lives.ts';
import { record } from './record.ts';
import { scenarioIn } from './scenario.ts';
import { show } from './verdict.ts';

export interface CrashOptions {
  /** Kills real processes, each with a journal on disk; the scenario must be a module then. Default: false. */
  readonly processes?: boolean;
  /** What must be the same after each crash. Default: stage, reason and result of the newest task of each path. */
  readonly compare?: (tracker: Tracker) => unknown;
  /**
   * `counted`: each effect must happen as often as without a crash. `distinct`: an effect that is repeated does no harm,
   * as one with an idempotency key. Calls that run side by side need `distinct`: each can be cut off after its effect,
   * by a write of the other. Default: `counted`.
   */
  readonly effects?: 'counted' | 'distinct';
  /** How long nothing may happen before a flow is given up, milliseconds of the real clock. Default: 5000. */
  readonly patienceMs?: number;
}

/** A crash after which the flow did not end as it does without one. */
export interface CrashDifference {
  /** After which write of the journal it was killed, counted from the one that starts the flow: 1, 2, … */
  readonly point: number;
  /** What differs, and all that happened. */
  readonly trace: string;
}

export interface CrashReport {
  /** How many crash points were tried: the writes of a run without a crash. */
  readonly points: number;
  /** The smallest crash point first. */
  readonly differing: readonly CrashDifference[];
}

/** The write before the flow is started: that its task is created. */
const writesBefore = 1;

/**
 * Runs a flow once for each write of its journal, kills it there, opens the journal again, resumes what was interrupted,
 * and compares end states and effects with those of a run without a crash.
 *
 * 1. The flow runs inside a task of its own, `flow`, which is resumed: calls that succeeded inside it hand back their
 *    recorded results, calls that were cut off go on with their next attempt. What it does beside calls runs again.
 * 2. It is killed right after a write: what it does then, effects too, does not count.
 * 3. Time goes by as it falls due, so that back-offs cost nothing.
 *
 * @param scenario a function, or the URL of a module that exports one as `scenario`
 * @throws ValidationError for a module without scenario, and for a function with `processes`; TrackerError (`stuck`)
 *   where the flow does not end without a crash
 *
 * @example
 * const { differing } = await crashEverywhere(async (tracker, effect) => {
 *   const pay = tracker.track('pay', async () => effect('paid'));
 *   const ship = tracker.track('ship', async () => effect('shipped'));
 *   await pay();
 *   await ship();
 * });
 * expect(differing).toEqual([]); // wherever it is killed, it pays once and ships once
 */
export async function crashEverywhere(scenario: CrashScenario | URL, options: CrashOptions = {}): Promise<CrashReport> {
  const lab = await labFor(scenario, options);
  const whole = await lab.whole();
  if (!whole.tracker.find('flow')?.isSettled) throw stuck(whole.tracker);
  const expected = endingOf(whole, options);
  const points = whole.writes - writesBefore;
  const differing: CrashDifference[] = [];
  for (let point = 1; point <= points; point++) {
    const run = await lab.killed(point + writesBefore);
    const found = endingOf(run, options);
    if (!isSame(found, expected)) differing.push(differenceAt(point, expected, found, run.tracker));
  }
  return Object.freeze({ points, differing: Object.freeze(differing) });
}

async function labFor(scenario: CrashScenario | URL, options: CrashOptions): Promise<CrashLab> {
  const { processes = false, patienceMs = 5000 } = options;
  if (!processes)
    return new CrashInProcess(scenario instanceof URL ? await scenarioIn(scenario) : scenario, patienceMs);
  if (!(scenario instanceof URL)) throw notAModule();
  const { CrashInProcesses } = await import('./crash-in-processes.ts');
  return new CrashInProcesses(scenario, patienceMs);
}

/** What is compared: where its tasks stand, and what it did to the world. */
interface Ending {
  readonly end: unknown;
  readonly effects: readonly string[];
}

function endingOf(run: Run, { compare = endStateOf, effects }: CrashOptions): Ending {
  const counted = effects === 'distinct' ? [...new Set(run.effects)] : run.effects;
  return { end: compare(run.tracker), effects: counted.toSorted() };
}

function differenceAt(point: number, expected: Ending, found: Ending, tracker: Tracker): CrashDifference {
  const comparison = `expected: ${show(expected)}\n   found: ${show(found)}`;
  return Object.freeze({ point, trace: `killed after write ${point}\n${comparison}\n\n${record(tracker)}` });
}

function stuck(tracker: Tracker): TrackerError {
  const message = `The flow did not come to its end, also without a crash:\n${record(tracker)}`;
  return new TrackerError('stuck', message, 'See what it waits for; patienceMs says how long nothing may happen.');
}

function notAModule(): ValidationError {
  const message = 'A function cannot be run in another process.';
  return new ValidationError('no_module', message, 'Give the URL of a module that exports it as scenario.', 'scenario');
}
