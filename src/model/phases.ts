/** What a stage amounts to. A closed list: everything generic reads it. */
export const phases = ['idle', 'waiting', 'active', 'paused', 'done'] as const;
export type Phase = (typeof phases)[number];

/** How a done stage ended. A closed list. */
export const outcomes = ['success', 'failure', 'timeout', 'stopped', 'cancelled', 'skipped'] as const;
export type Outcome = (typeof outcomes)[number];
