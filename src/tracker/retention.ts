import type { Retention } from '../engine/retention.ts';
import { type Span, toMs } from '../model/span.ts';

/**
 * How much a tracker keeps in memory of tasks that are done. Open tasks are never let go, and neither is what belongs to
 * one: the tree that it stands in, what it goes on from, what it comes after.
 */
export interface RetentionOptions {
  /** Of tasks that are done, the newest ends. Default: 100,000. */
  maxTasks?: number;
  /** Since the end of a task. Default: no limit. */
  maxAge?: Span;
  maxHistory?: number;
}

const defaultTasks = 100_000;

export function retentionOf({ maxTasks = defaultTasks, maxAge }: RetentionOptions = {}): Retention {
  return { maxTasks, maxAge: maxAge === undefined ? Number.POSITIVE_INFINITY : toMs(maxAge, 'retention.maxAge') };
}
