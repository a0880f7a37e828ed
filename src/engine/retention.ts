/** How much of what is done is kept in memory. */
export interface Retention {
  /** Of tasks that are done, at most so many. */
  readonly maxTasks: number;
  /** Milliseconds since the end of a task. */
  readonly maxAge: number;
}

/** Nothing is let go. */
export const keepAll: Retention = { maxTasks: Number.POSITIVE_INFINITY, maxAge: Number.POSITIVE_INFINITY };

/** So many tasks end before it is looked whether some are to be let go, where nobody looks earlier. */
export const batch = 256;
