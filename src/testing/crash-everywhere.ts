import { memoryJournal } from '../journal/memory-journal.ts';
import { TrackerError, ValidationError } from '../model/errors.ts';
import type { Tracker } from '../tracker/tracker.ts';
import { DyingJournal } from './dying-journal.ts';
import { endStateOf } from './end-state.ts';
import { isSame } from './fits.ts';
import { type CrashScenario, live } from './lives.ts';
import { record } from './record.ts';
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

/** What a flow came to: where its tasks stand, and what it did to the world. */
interface Ending {
  readonly end: unknown;
  readonly effects: readonly string[];
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
 * @throws ValidationError for a module without scenario, TrackerError (`stuck`) where the flow does not end without a crash
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
  const flow = scenario instanceof URL ? await scenarioIn(scenario) : scenario;
  const whole = new DyingJournal(Number.POSITIVE_INFINITY);
  const expected = await wholeRun(flow, whole, options);
  const points = whole.writes - writesBefore;
  const differing: CrashDifference[] = [];
  for (let point = 1; point <= points; point++) {
    const trace = await crashAt(point, flow, expected, options);
    if (trace !== undefined) differing.push(Object.freeze({ point, trace }));
  }
  return Object.freeze({ points, differing: Object.freeze(differing) });
}

async function scenarioIn(url: URL): Promise<CrashScenario> {
  const { scenario } = (await import(url.href)) as { scenario?: unknown };
  if (typeof scenario === 'function') return scenario as CrashScenario;
  const fix = 'Export an async function (tracker, effect) under the name scenario.';
  throw new ValidationError('no_scenario', `${url.href} exports no function 'scenario'.`, fix, 'scenario');
}

async function wholeRun(flow: CrashScenario, journal: DyingJournal, options: CrashOptions): Promise<Ending> {
  const effects: string[] = [];
  const tracker = await live(flow, { journal, effect: (name) => void effects.push(name), ...patienceOf(options) });
  if (!tracker.find('flow')?.isSettled) throw stuck(tracker);
  return endingOf(tracker, effects, options);
}

/** @returns what differs, if anything does */
async function crashAt(
  point: number,
  flow: CrashScenario,
  expected: Ending,
  options: CrashOptions,
): Promise<string | undefined> {
  const effects: string[] = [];
  const dying = new DyingJournal(point + writesBefore);
  const effect = (name: string) => void (dying.isDead || effects.push(name));
  await live(flow, { journal: dying, effect, death: dying.death, ...patienceOf(options) });
  const kept = memoryJournal(dying.read());
  const tracker = await live(flow, { journal: kept, effect: (name) => void effects.push(name), ...patienceOf(options) });
  const found = endingOf(tracker, effects, options);
  return isSame(found, expected) ? undefined : traceOf(point, expected, found, tracker);
}

function patienceOf({ patienceMs = 5000 }: CrashOptions): { readonly patienceMs: number } {
  return { patienceMs };
}

function endingOf(tracker: Tracker, done: readonly string[], { compare = endStateOf, effects }: CrashOptions): Ending {
  const counted = effects === 'distinct' ? [...new Set(done)] : done;
  return { end: compare(tracker), effects: counted.toSorted() };
}

function traceOf(point: number, expected: Ending, found: Ending, tracker: Tracker): string {
  return [
    `killed after write ${point}`,
    `expected: ${show(expected)}`,
    `   found: ${show(found)}`,
    '',
    record(tracker),
  ].join('\n');
}

function stuck(tracker: Tracker): TrackerError {
  const message = `The flow did not come to its end, also without a crash:\n${record(tracker)}`;
  return new TrackerError('stuck', message, 'See what it waits for; patienceMs says how long nothing may happen.');
}
