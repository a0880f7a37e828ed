/** The values of what a task observes at one moment, by target. */
export interface Snapshot {
  readonly id: string;
  readonly seq: number;
  readonly timestamp: number;
  readonly taskId: string;
  readonly attempt: number;
  readonly label: string;
  /** `before` its first observation, `after` its end, or `transition`: taken by hand. */
  readonly phase: 'before' | 'after' | 'transition';
  readonly observed: Readonly<Record<string, unknown>>;
}
