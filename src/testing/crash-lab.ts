import type { Tracker } from '../tracker/tracker.ts';

/** What a flow came to: its tracker, and what it did to the world. */
export interface Run {
  readonly tracker: Tracker;
  readonly effects: readonly string[];
  /** How many writes went to the journal. */
  readonly writes: number;
}

/** Where a flow is run and killed. */
export interface CrashLab {
  /** Without a crash. */
  whole(): Promise<Run>;
  /** @param lastWrite after which it is killed; another life goes on with what was kept */
  killed(lastWrite: number): Promise<Run>;
}
