import type { FactOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import type { Template } from '../model/template.ts';
import type { Position } from '../ports/position.ts';
import type { EndRun } from './end-run.ts';
import type { LastKnown } from './last-known.ts';

/** What counts of tasks of one name. */
export interface WorkCounts {
  readonly name: string;
  /** Its first task. */
  first: Position;
  /** The fact with which it first began; 0 while none did. */
  begun: number;
  /** Its tasks that ever ran. */
  runs: number;
  successes: number;
  failures: number;
  timeouts: number;
  /** How it ended last. */
  run: EndRun | undefined;
  /** Its newest task, where that was let go. */
  newest: LastKnown | undefined;
  /** Of the successes that were let go, the newest that was not taken back. */
  good: FactOf<'stage_changed'> | undefined;
}

const record: Template = { taskId: 'text', seq: 'count', timestamp: 'num', from: 'text', to: 'text', attempt: 'count' };
/** As a checkpoint holds them. */
export const savedCounts: Template = {
  name: 'text',
  first: 'count',
  begun: 'count',
  runs: 'count',
  successes: 'count',
  failures: 'count',
  timeouts: 'count',
  'run?': { stage: 'text', length: 'count', seq: 'count' },
  'newest?': { position: 'count', end: record, isInvalid: 'flag' },
  'good?': record,
};

export function newCounts(name: string): WorkCounts {
  const ends = { runs: 0, successes: 0, failures: 0, timeouts: 0 };
  return { name, first: -1, begun: 0, ...ends, run: undefined, newest: undefined, good: undefined };
}

export function countBegin(work: WorkCounts, seq: number): void {
  work.begun = work.begun === 0 ? seq : Math.min(work.begun, seq);
  work.runs += 1;
}

export function countEnd(work: WorkCounts, fact: FactOf<'stage_changed'>): void {
  const { outcome } = meaningOf(fact);
  if (outcome === 'success') work.successes += 1;
  if (outcome === 'failure') work.failures += 1;
  if (outcome === 'timeout') work.timeouts += 1;
}
