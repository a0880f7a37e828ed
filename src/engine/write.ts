import type { Draft, Stamp } from '../model/facts.ts';
import type { Entity } from './entity.ts';

/** What one command brought about, on its way to being remembered and told: it is the stamp of one fact after another. */
export class Write implements Stamp {
  /** Of the fact that was remembered last. */
  seq: number;
  readonly timestamp: number;
  readonly mono: number;
  /** The number of its first fact. */
  readonly first: number;
  /** Absent for facts about no task. */
  readonly entity: Entity | undefined;
  readonly drafts: readonly Draft[];
  /** What was written after it. */
  next: Write | undefined = undefined;

  constructor(first: number, { timestamp, mono }: Clocks, entity: Entity | undefined, drafts: readonly Draft[]) {
    this.seq = first - 1;
    this.timestamp = timestamp;
    this.mono = mono;
    this.first = first;
    this.entity = entity;
    this.drafts = drafts;
  }

  /** The number of its last fact. */
  get last(): number {
    return this.first + this.drafts.length - 1;
  }
}

/** One reading of the clocks. */
export type Clocks = Omit<Stamp, 'seq'>;
