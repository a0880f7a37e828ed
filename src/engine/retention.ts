/** How much of what is done is kept in memory. */
export interface Retention {
  /** Of tasks that are done, at most so many. */
  readonly maxTasks: number;
  /** Milliseconds since the end of a task. */
  readonly maxAge: number;
  /** Of the records, the notes, the steps and the signs of life of one task, at most about so many each. */
  readonly maxHistory: number;
}

/** Nothing is let go. */
const all = Number.POSITIVE_INFINITY;
export const keepAll: Retention = { maxTasks: all, maxAge: all, maxHistory: all };

/** So many of each kind are kept at least: who hears of a fact can read it. */
export const fewest = 16;

/** So many tasks end before it is looked whether some are to be let go, where nobody looks earlier. */
export const batch = 256;

/** The same where facts are read again: to let go begins with a look at all that is kept, and nobody is looking yet. */
export const replayBatch = 50_000;
