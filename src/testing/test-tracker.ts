import { memoryJournal } from '../journal/memory-journal.ts';
import type { Fact } from '../model/facts.ts';
import type { Metadata } from '../model/metadata.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Journal } from '../ports/journal.ts';
import { Tracker } from '../tracker/tracker.ts';
import type { TrackerOptions } from '../tracker/tracker-options.ts';
import { FakeClock } from './fake-clock.ts';
import { announce } from './runner.ts';
import { refuseOpenTasks } from './open-tasks.ts';

/** Those of a tracker, with a clock that can be moved. */
export interface TestTrackerOptions<L extends readonly Lifecycle[] = readonly Lifecycle[], M = Metadata>
  extends TrackerOptions<L, M> {
  /** To share one clock between two trackers. */
  clock?: FakeClock;
  /** Whether a test may end with open tasks. Default: `refuse`. */
  openTasks?: 'refuse' | 'allow';
}

/** A tracker to test with. */
export interface TestTracker<L extends readonly Lifecycle[] = readonly Lifecycle[], M = Metadata> {
  readonly tracker: Tracker<L, M>;
  readonly clock: FakeClock;
  /** In memory, unless one was given. */
  readonly journal: Journal;
  /** All facts so far. */
  readonly facts: () => readonly Fact[];
  /**
   * Waits until all is quiet, and fails if there are open tasks, with their names and histories. A register module of a
   * runner calls it at the end of each test.
   */
  readonly finish: () => Promise<void>;
}

/**
 * A tracker with a clock of its own, counted ids (`task-1`, `task-2`, …) and a journal in memory. Nothing sleeps, no
 * global is patched.
 * @param options those of a tracker; what is given is taken
 *
 * @example
 * const { tracker, clock } = testTracker();
 * const pull = tracker.track('pull', flaky, { retries: { times: 2, delay: { seconds: 1 } } });
 * const task = pull.start();
 * await clock.advance({ seconds: 1 });
 * task.attempt; // 2
 */
export function testTracker<const L extends readonly Lifecycle[] = readonly [], M = Metadata>(
  options: TestTrackerOptions<L, M> = {},
): TestTracker<L, M> {
  const { clock = new FakeClock(), journal = memoryJournal(), openTasks = 'refuse', ...rest } = options;
  const createId = options.createId ?? countedIds(journal);
  const tracker = new Tracker<L, M>({ ...rest, clock, journal, createId });
  clock.watch(tracker);
  const made: TestTracker<L, M> = {
    tracker,
    clock,
    journal,
    facts: () => Object.freeze([...journal.read()]),
    async finish() {
      await clock.advance(0);
      if (openTasks === 'refuse') refuseOpenTasks(tracker);
    },
  };
  announce(made);
  return made;
}

/** Goes on behind the tasks that the journal holds already. */
function countedIds(journal: Journal): () => string {
  let count = 0;
  for (const { type } of journal.read()) if (type === 'task_created') count++;
  return () => `task-${++count}`;
}
