/** How much of what is done is kept in memory. */
export interface Retention {
  /** Of tasks that are done, at most so many. */
  readonly maxTasks: number;
  /** Milliseconds since the end of a task. */
  readonly maxAge: number;
  /** Of the heartbeats and progress reports of one task, at most about so many. */
  readonly maxHistory: number;
}

/** Nothing is let go. */
const all = Number.POSITIVE_INFINITY;
export const keepAll: Retention = { maxTasks: all, maxAge: all, maxHistory: all };

/** So many tasks end before it is looked whether some are to be let go, where nobody looks earlier. */
export const batch = 256;

/** The same where facts are read again: to let go begins with a look at all that is kept, and nobody is looking yet. */
export const replayBatch = 50_000;
