import { ValidationError } from '../model/errors.ts';
import type { Task } from '../tracker/task.ts';
import type { Tracker } from '../tracker/tracker.ts';
import { divergenceOf, listenTo } from './divergence.ts';
import type { FakeClock } from './fake-clock.ts';
import { record } from './record.ts';
import { testTracker } from './test-tracker.ts';
import { turn } from './turn.ts';

/** What may decide how a task ends. */
export type RaceVerdict = 'complete' | 'fail' | 'cancel' | 'time_out' | 'stop';

/** A verdict, or a turn of the event loop. */
export type RaceStep = RaceVerdict | 'turn';

/** What a scenario has to begin a race with. */
export interface RaceTrack {
  readonly tracker: Tracker;
  readonly clock: FakeClock;
  /** What the body awaits: the verdict `complete` resolves it, `fail` rejects it. */
  readonly body: Promise<void>;
}

export interface RaceResult {
  /** The stage that it ended in. */
  readonly winner: string;
  readonly problem: string | undefined;
  readonly trace: string;
}

/** Longer than any grace time that a race waits for. */
const untilAllIsOver = { hours: 1 };

/** One race, on a tracker of its own. Between two verdicts nothing else runs, unless a turn stands there. */
export async function race(
  scenario: (track: RaceTrack) => Task | Promise<Task>,
  steps: readonly RaceStep[],
): Promise<RaceResult> {
  const { tracker, clock } = testTracker({ openTasks: 'allow' });
  const body = gate();
  const task = await scenario({ tracker, clock, body: body.promise });
  const heard = listenTo(tracker, task);
  const limitMs = steps.includes('time_out') ? dueIn(tracker, clock) : 0;
  const take: Readonly<Record<RaceVerdict, () => unknown>> = {
    complete: body.open,
    fail: body.fail,
    cancel: () => task.cancel(),
    time_out: () => clock.block(limitMs),
    stop: () => task.stop(),
  };
  for (const step of steps) {
    if (step === 'turn') await turn();
    else take[step]();
  }
  await clock.advance(untilAllIsOver);
  return { winner: task.status().stage, problem: divergenceOf(tracker, task, heard), trace: record(tracker) };
}

function dueIn(tracker: Pick<Tracker, 'tick'>, clock: FakeClock): number {
  const { nextDueAt } = tracker.tick();
  if (nextDueAt !== undefined) return Math.max(0, nextDueAt - clock.now());
  const message = "Nothing falls due in this scenario, so that 'time_out' cannot compete.";
  throw new ValidationError('no_limit', message, 'Give the task a limit, or name the verdicts without it.', 'scenario');
}

function gate() {
  let open: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = () => reject(new Error('the body fails'));
  });
  promise.catch(() => undefined);
  return { promise, open, fail };
}
