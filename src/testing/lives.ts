import type { Journal } from '../ports/journal.ts';
import { Tracker } from '../tracker/tracker.ts';
import type { Task } from '../tracker/task.ts';
import { FakeClock } from './fake-clock.ts';

/** A flow to be killed. What it does to the world, it says with `effect`. */
export type CrashScenario = (tracker: Tracker, effect: (name: string) => void) => Promise<unknown>;

/** One process that runs a flow. */
export interface Life {
  readonly journal: Journal;
  readonly effect: (name: string) => void;
  /** Ends it sooner. */
  readonly death?: Promise<void>;
  /** How long nothing may happen before it is given up, milliseconds of the real clock. */
  readonly patienceMs: number;
}

/** The task that the flow runs in. */
const flowName = 'flow';
/** A process that is started anew begins so much later. */
const gapMs = 1000;
const { setTimeout, clearTimeout } = globalThis;

/**
 * Runs a flow inside a task of its own, or goes on with it where an earlier life left it. Time goes by as it falls due.
 */
export async function live(flow: CrashScenario, { journal, effect, death, patienceMs }: Life): Promise<Tracker> {
  const { tracker, clock } = reopen(journal);
  const start = tracker.track(flowName, () => flow(tracker, effect));
  const isNew = tracker.find(flowName) === undefined;
  const ended = isNew ? start.start().settled() : goOn(tracker);
  const stuck = after(patienceMs);
  await clock.runUntil(Promise.race([ended, stuck.promise, death ?? never]));
  stuck.clear();
  if (death === undefined) await clock.advance(0);
  return tracker;
}

/** What the flow did not begin, or began as a root, goes on after it. */
async function goOn(tracker: Tracker): Promise<void> {
  for (let round: readonly Task[] = await tracker.resumeAll(); round.length > 0; round = await tracker.resumeAll()) {
    await Promise.all(round.map((task) => task.settled()));
  }
}

/** The clock goes on behind the last fact, and so do the ids. */
function reopen(journal: Journal): { tracker: Tracker; clock: FakeClock } {
  let count = 0;
  let last: number | undefined;
  for (const { type, timestamp } of journal.read()) {
    last = timestamp;
    if (type === 'task_created') count++;
  }
  const clock = new FakeClock(last === undefined ? undefined : last + gapMs);
  const tracker = new Tracker({ journal, clock, createId: () => `task-${++count}` });
  clock.watch(tracker);
  return { tracker, clock };
}

const never = new Promise<never>(() => undefined);

function after(ms: number): { readonly promise: Promise<void>; clear(): void } {
  let clear: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    clear = () => clearTimeout(timer);
  });
  return { promise, clear };
}
