import type { Standing } from './standing.ts';

/** The questions that phase and outcome answer, the same for a task and for a work. */
export abstract class StageFlags {
  protected abstract standing(): Standing;

  /** Whether it ever ran. */
  get hasStarted(): boolean {
    return this.standing().attempt > 0;
  }
  /** Phase `waiting`. */
  get isPending(): boolean {
    return this.standing().phase === 'waiting';
  }
  /** Phase `active`. */
  get isRunning(): boolean {
    return this.standing().phase === 'active';
  }
  /** Phase `done`. */
  get isSettled(): boolean {
    return this.standing().phase === 'done';
  }
  get hasSucceeded(): boolean {
    return this.standing().outcome === 'success';
  }
  /** Outcome `failure` only. */
  get hasFailed(): boolean {
    return this.standing().outcome === 'failure';
  }
  get hasStopped(): boolean {
    return this.standing().outcome === 'stopped';
  }
  get hasTimedOut(): boolean {
    return this.standing().outcome === 'timeout';
  }
  /** Every end but success and skipped. */
  get isUnsuccessful(): boolean {
    const { outcome } = this.standing();
    return outcome !== undefined && outcome !== 'success' && outcome !== 'skipped';
  }
}
