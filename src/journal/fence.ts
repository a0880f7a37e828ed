import type { Clock } from '../ports/clock.ts';
import { takenOver } from './complaints.ts';
import { type Folder, segmentName } from './folder.ts';
import { readHeading } from './header.ts';

/** A process that did nothing for this long may have been given up for dead. */
const gapMs = 1000;

/** Keeps an owner that was asleep from writing where another one has begun: a higher segment tells. */
export class Fence {
  readonly #folder: Folder;
  readonly #clock: Clock;
  #seen: number;

  constructor(folder: Folder, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#seen = clock.monotonic();
  }

  /**
   * Asked before each write; looks only after a gap.
   * @throws JournalError `locked` where a segment after `number` is there
   */
  pass(number: number): void {
    const now = this.#clock.monotonic();
    if (now - this.#seen > gapMs) this.look(number);
    this.#seen = now;
  }

  look(number: number): void {
    const newest = this.#folder.numbers().at(-1) ?? 0;
    if (newest <= number) return;
    const heading = this.#folder.using(newest, 'read', (file) => readHeading(file, newest));
    throw takenOver(segmentName(newest), heading.kind === 'whole' ? heading.header.owner : undefined);
  }
}
