import type { Draft, Stamp } from '../model/facts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Entity } from './entity.ts';

/**
 * What one command brought about, on its way to being remembered and told: it is the stamp of one fact after another.
 * Once all is told it can be filled again, so that a command need not cost an object.
 */
export class Write implements Stamp {
  /** Of the fact that was remembered last. */
  seq = 0;
  timestamp = 0;
  mono = 0;
  /** The number of its first fact. */
  first = 1;
  /** Absent for facts about no task. */
  entity: Entity | undefined = undefined;
  drafts: readonly Draft[] = [];
  /** What was written after it. */
  next: Write | undefined = undefined;

  fill(first: number, entity: Entity | undefined, drafts: readonly Draft[]): this {
    this.seq = first - 1;
    this.first = first;
    this.entity = entity;
    this.drafts = drafts;
    this.next = undefined;
    return this;
  }

  /** One reading of the clocks is good for all its facts. */
  readClocks(clock: Clock): void {
    const mono = clock.monotonic();
    this.mono = mono;
    this.timestamp = Math.trunc(clock.nowAt?.(mono) ?? clock.now());
  }

  takeClocks({ mono, timestamp }: Stamp): this {
    this.mono = mono;
    this.timestamp = timestamp;
    return this;
  }

  /** The number of its last fact. */
  get last(): number {
    return this.first + this.drafts.length - 1;
  }
}
