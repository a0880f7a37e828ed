import type { Outcome } from './phases.ts';

export type TimeUnit = 'ms' | 'seconds' | 'minutes' | 'hours' | 'days';

/** One attempt, or one named step of an attempt. All lengths are in the unit asked for, milliseconds by default. */
export interface Timing {
  readonly id: string;
  readonly taskId: string;
  readonly work: string;
  readonly path: string;
  /** Present on the row of a step. */
  readonly step?: string;
  /** 0 on the one row of a task that never ran. */
  readonly attempt: number;
  /** Epoch milliseconds. Absent where the attempt never ran. */
  readonly startedAt?: number;
  /** Epoch milliseconds. Absent while open. */
  readonly endedAt?: number;
  readonly waited: number;
  readonly ran: number;
  readonly paused: number;
  /** The back-off after this attempt. */
  readonly retryDelay: number;
  /** From the loss of the owner until the resume, after this attempt. */
  readonly interrupted: number;
  /** The sum of the parts. */
  readonly total: number;
  /** The same as `ran`. */
  readonly duration: number;
  /** True where wall clocks had to stand in for the monotonic one. */
  readonly estimated?: boolean;
  readonly outcome?: Outcome;
  /** The message of the error that ended it. */
  readonly error?: string;
}

/** Durations (`ran`) of all attempts or steps of one name. */
export interface TimingSummary {
  readonly name: string;
  readonly count: number;
  readonly total: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly waited: number;
  /** True where the percentiles are estimates, within 1 %. */
  readonly approximate?: boolean;
}
